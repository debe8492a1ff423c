using System.Diagnostics.CodeAnalysis;

namespace ServerlessAffect.Core.Models;

/// <summary>A model by name, and by version where one is asked for; written <c>name</c> or <c>name@version</c>.</summary>
public readonly record struct ModelRef(string Name, string? Version)
{
    public const int MaxLength = 64;

    public static bool TryParse([NotNullWhen(true)] string? text, out ModelRef reference)
    {
        reference = default;
        if (text is null)
        {
            return false;
        }

        var at = text.IndexOf('@', StringComparison.Ordinal);
        var (name, version) = at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
        if (!IsName(name) || (version is not null && !IsName(version)))
        {
            return false;
        }

        reference = new ModelRef(name, version);
        return true;
    }

    /// <summary>1 to 64 lower-case letters, digits and single hyphens, not at the ends: safe in paths and addresses.</summary>
    public static bool IsName(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is > 0 and <= MaxLength && text[0] != '-' && text[^1] != '-'
            && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-')
            && !text.Contains("--", StringComparison.Ordinal);
    }

    public override string ToString() => Version is null ? Name : $"{Name}@{Version}";
}
