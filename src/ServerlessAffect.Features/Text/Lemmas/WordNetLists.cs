using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Features.Text.Lemmas;

/// <summary>The single words of WordNet and their irregular forms, with WordNet's rules of detachment (<c>morphy</c>).</summary>
/// <remarks>Immutable; safe for concurrent use. The lists are read from files of the user's (<see cref="WordNetFolder"/>) or out of a model's package.</remarks>
public sealed class WordNetLists
{
    internal static readonly string[] Extensions = ["noun", "verb", "adj", "adv"];

    // Every word that the rules lead to fits; a longer one is no word.
    private const int LongestWord = 128;
    private const char NoticeMark = '#';

    // Suffix and what stands in its place, from morph.c of WordNet 3.
    private static readonly (string Suffix, string Ending)[][] Rules =
    [
        [("s", ""), ("ses", "s"), ("ves", "f"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("men", "man"), ("ies", "y")],
        [("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")],
        [("er", ""), ("est", ""), ("er", "e"), ("est", "e")],
        [],
    ];

    private readonly string[] _notice;
    private readonly FrozenSet<string>[] _lemmas;
    private readonly FrozenDictionary<string, string[]>[] _exceptions;

    internal WordNetLists(IReadOnlyList<string> notice, IReadOnlyList<HashSet<string>> lemmas, IReadOnlyList<Dictionary<string, string[]>> exceptions)
    {
        _notice = [.. notice];
        _lemmas = [.. lemmas.Select(l => l.ToFrozenSet(StringComparer.Ordinal))];
        _exceptions = [.. exceptions.Select(e => e.ToFrozenDictionary(StringComparer.Ordinal))];
    }

    /// <summary>The licence at the head of WordNet's files, which has to go with every copy; empty where the files had none.</summary>
    public IReadOnlyList<string> Notice => _notice;

    /// <summary>Without them only regular forms have lemmas.</summary>
    public bool HasIrregularForms => _exceptions.Any(e => e.Count > 0);

    /// <summary>Reads what <see cref="ToAsset"/> wrote.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.DamagedModel"/>.</exception>
    internal static WordNetLists FromAsset(ReadOnlySpan<byte> content)
    {
        var notice = new List<string>();
        var lemmas = Extensions.Select(_ => new HashSet<string>(StringComparer.Ordinal)).ToArray();
        var exceptions = Extensions.Select(_ => new Dictionary<string, string[]>(StringComparer.Ordinal)).ToArray();
        foreach (var line in Encoding.UTF8.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == NoticeMark)
            {
                notice.Add(line[1..]);
                continue;
            }

            var fields = line.Split('\t');
            if (fields.Length < 2 || !int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var part) || part >= Extensions.Length)
            {
                throw new AffectException(ErrorCodes.DamagedModel, "The model's word lists are damaged: expected lines of a part of speech, a word and its lemmas.");
            }

            _ = fields.Length == 2 ? lemmas[part].Add(fields[1]) : exceptions[part].TryAdd(fields[1], fields[2..]);
        }

        return new WordNetLists(notice, lemmas, exceptions);
    }

    /// <summary>The notice, then the lists as lines of part, word and (for irregular forms) lemmas, sorted, so that equal lists are equal bytes.</summary>
    /// <param name="parts">Only these.</param>
    internal byte[] ToAsset(IEnumerable<WordNetPart> parts)
    {
        var lines = parts.Distinct().Select(p => (int)p).SelectMany(part =>
            _lemmas[part].Select(l => $"{part}\t{l}\n").Concat(_exceptions[part].Select(e => $"{part}\t{e.Key}\t{string.Join('\t', e.Value)}\n")));
        return Encoding.UTF8.GetBytes(string.Concat([.. _notice.Select(l => $"{NoticeMark}{l}\n"), .. lines.Order(StringComparer.Ordinal)]));
    }

    /// <summary>Every lemma of <paramref name="word"/> as this part of speech: of the irregular forms, the word itself where it is one, then by the rules.</summary>
    public IReadOnlyList<string> Morphy(string word, WordNetPart part)
    {
        ArgumentNullException.ThrowIfNull(word);
        var found = new List<string>();
        Morphy(word, part, found);
        return found;
    }

    /// <returns>The list's own string, so that nothing is allocated for a word; null where there is no lemma. Of several as short the first.</returns>
    internal string? ShortestLemma(ReadOnlySpan<char> word, WordNetPart part) => Morphy(word, part, null);

    private string? Morphy(ReadOnlySpan<char> word, WordNetPart part, List<string>? all)
    {
        var lemmas = _lemmas[(int)part].GetAlternateLookup<ReadOnlySpan<char>>();
        string? shortest = null;
        Consider(word);
        if (_exceptions[(int)part].GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var irregular))
        {
            foreach (var lemma in irregular)
            {
                Consider(lemma);
            }

            return shortest;
        }

        if (word.Length > LongestWord)
        {
            return shortest;
        }

        Span<char> detached = stackalloc char[LongestWord + 1];
        foreach (var (suffix, ending) in Rules[(int)part])
        {
            if (word.EndsWith(suffix, StringComparison.Ordinal))
            {
                var stem = word.Length - suffix.Length;
                word[..stem].CopyTo(detached);
                ending.CopyTo(detached[stem..]);
                Consider(detached[..(stem + ending.Length)]);
            }
        }

        return shortest;

        void Consider(ReadOnlySpan<char> candidate)
        {
            if (lemmas.TryGetValue(candidate, out var lemma))
            {
                shortest = shortest is null || lemma.Length < shortest.Length ? lemma : shortest;
                if (all is not null && !all.Contains(lemma))
                {
                    all.Add(lemma);
                }
            }
        }
    }
}
