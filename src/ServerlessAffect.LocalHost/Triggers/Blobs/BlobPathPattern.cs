using System.Text;
using System.Text.RegularExpressions;

namespace ServerlessAffect.LocalHost.Triggers.Blobs;

/// <summary>A blob trigger's path such as <c>inbox/{name}</c> or <c>media/{folder}/{name}.txt</c>. A placeholder takes any text, folders included.</summary>
internal sealed partial class BlobPathPattern
{
    private readonly Regex _blob;

    private BlobPathPattern(string container, string prefix, Regex blob, IReadOnlyList<string> names)
    {
        Container = container;
        Prefix = prefix;
        _blob = blob;
        Names = names;
    }

    public string Container { get; }

    /// <summary>What every name that can match begins with.</summary>
    public string Prefix { get; }

    public IReadOnlyList<string> Names { get; }

    /// <summary>Null where the text is no such path.</summary>
    public static BlobPathPattern? Parse(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !ContainerNames().IsMatch(path[..slash]) || slash == path.Length - 1)
        {
            return null;
        }

        var blob = path[(slash + 1)..];
        var pattern = new StringBuilder("^");
        var names = new List<string>();
        var end = 0;
        foreach (Match placeholder in Placeholder().Matches(blob))
        {
            var name = placeholder.Groups[1].Value;
            if (names.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                return null;
            }

            names.Add(name);
            pattern.Append(Regex.Escape(blob[end..placeholder.Index])).Append("(?<").Append(name).Append(">.+)");
            end = placeholder.Index + placeholder.Length;
        }

        pattern.Append(Regex.Escape(blob[end..])).Append('$');
        var literal = blob.IndexOf('{', StringComparison.Ordinal) is var brace && brace < 0 ? blob : blob[..brace];
        return Placeholder().Replace(blob, "").IndexOfAny(['{', '}']) >= 0
            ? null
            : new BlobPathPattern(path[..slash], literal, new Regex(pattern.ToString(), RegexOptions.CultureInvariant | RegexOptions.Singleline, TimeSpan.FromSeconds(1)), names);
    }

    /// <summary>The values of the placeholders; null where the name does not match.</summary>
    public IReadOnlyDictionary<string, object?>? Match(string blobName) => _blob.Match(blobName) is { Success: true } match
        ? Names.ToDictionary(name => name, object? (name) => match.Groups[name].Value, StringComparer.OrdinalIgnoreCase)
        : null;

    [GeneratedRegex(@"^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex ContainerNames();

    [GeneratedRegex(@"\{([A-Za-z][A-Za-z0-9]*)\}")]
    private static partial Regex Placeholder();
}
