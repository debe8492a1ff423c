using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Storage.Media;

/// <summary>Names in the inbox are a stranger's: one that the rules of <see cref="Core.Media.MediaName"/> refuse must still be opened and put into quarantine.
/// Only what an address would take for another place is refused here.</summary>
internal static class InboxName
{
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnsafeName"/>: a part of the name is '.' or '..', which would lead out of the container.</exception>
    public static string Require(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
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
