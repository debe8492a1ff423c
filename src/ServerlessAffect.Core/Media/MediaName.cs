using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Core.Media;

/// <summary>The rules for a name below <c>inbox/</c>: what would be ambiguous or dangerous in a path, a log or an answer is refused.</summary>
public static class MediaName
{
    public const int MaxLength = 512;

    /// <summary>Returns <paramref name="name"/> unchanged, or throws.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnsafeName"/>.</exception>
    public static string Require(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var fault = Fault(name);
        return fault is null ? name : throw new AffectException(ErrorCodes.UnsafeName, $"The name '{Printable.Shorten(name, 80)}' is refused: {fault}.");
    }

    /// <summary>Whether <see cref="Require"/> would let the name pass.</summary>
    public static bool IsSafe(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Fault(name) is null;
    }

    private static string? Fault(string name)
    {
        if (name.Length is 0 or > MaxLength)
        {
            return $"a name has 1 to {MaxLength} characters";
        }

        if (name.AsSpan().ContainsAny('\\', ':', '\0') || name.StartsWith('/') || name.EndsWith('/') || name.Contains("//", StringComparison.Ordinal))
        {
            return "it must be a relative path with single forward slashes, without backslash or colon";
        }

        if (!string.Equals(name, Printable.Shorten(name, int.MaxValue), StringComparison.Ordinal))
        {
            return "it holds control or invisible characters";
        }

        return name.Split('/').Any(part => part is "." or ".." || part.EndsWith(' ') || part.EndsWith('.'))
            ? "no part of it may be '.' or '..' or end in a dot or a blank"
            : null;
    }
}
