using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Storage.Media;

/// <summary>Names in the inbox are a stranger's: one that the rules of <see cref="Core.Media.MediaName"/> refuse must still be opened and put into quarantine.
/// Only what an address would take for another place is refused here.</summary>
internal static class InboxName
{
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnsafeName"/>: a part of the name is '.' or '..', which would lead out of the container, or it has a slash at an end, which
    /// the SDK cuts off: what is left is another file's name.</exception>
    public static string Require(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.StartsWith('/') || name.EndsWith('/'))
        {
            throw new AffectException(ErrorCodes.UnsafeName, $"The name '{Printable.Shorten(name, 80)}' is of no address: it must not begin or end with '/'.");
        }

        foreach (var part in name.AsSpan().SplitAny('/', '\\'))
        {
            if (name.AsSpan()[part] is "." or "..")
            {
                throw new AffectException(ErrorCodes.UnsafeName, $"The name '{Printable.Shorten(name, 80)}' leads out of the inbox: no part of it may be '.' or '..'.");
            }
        }

        return name;
    }
}
