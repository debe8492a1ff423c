using System.Text;
using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Core.Items;

/// <summary>A file whose bytes were never hashed, because it is too large to be read or because reading it failed each time, has no content hash to be known by.
/// Its record goes under a hash of its name, so that people see it and its reason; there is one such record per name.</summary>
public static class UnreadFile
{
    /// <param name="name">Name below <c>inbox/</c>.</param>
    public static ContentHash IdOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ContentHash.Compute(Encoding.UTF8.GetBytes("unread file\n" + name));
    }

    /// <summary>Whether the record is one of these.</summary>
    public static bool Is(ItemRecord item)
    {
        ArgumentNullException.ThrowIfNull(item);
        foreach (var source in item.Sources)
        {
            if (IdOf(source.Name) == item.Id)
            {
                return true;
            }
        }

        return false;
    }
}
