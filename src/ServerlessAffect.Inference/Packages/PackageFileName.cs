using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Inference.Packages;

/// <summary>The rule for the names of a package's files: one plain name, the same on every file system.</summary>
internal static class PackageFileName
{
    private static readonly System.Buffers.SearchValues<char> Allowed =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>1 to 64 lower-case letters, digits, dots, hyphens and underscores, starting with a letter or digit, no two dots in a row, no dot at the end;
    /// not the manifest's own name.</summary>
    public static bool IsAllowed(string name) =>
        name.Length is > 0 and <= PackageLimits.FileNameLength
        && !name.AsSpan().ContainsAnyExcept(Allowed)
        && char.IsAsciiLetterOrDigit(name[0])
        && name[^1] != '.'
        && !name.Contains("..", StringComparison.Ordinal)
        && name != ModelPackage.ManifestFile;
}
