using System.Globalization;
using System.Text;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Features.Text.Terms;

/// <summary>Terms as lines of block, term and document frequency, tab-separated, in column order; in terms, tab, line feed, carriage return and the backslash are
/// written <c>\t \n \r \\</c>.</summary>
internal static class VocabularyFile
{
    public const string Name = "vocabulary.tsv.gz";

    public static byte[] Write(IReadOnlyList<VocabularyTerm> terms)
    {
        var text = new StringBuilder(terms.Count * 16);
        foreach (var (block, term, frequency) in terms)
        {
            text.Append(CultureInfo.InvariantCulture, $"{block}\t");
            foreach (var c in term)
            {
                _ = c switch
                {
                    '\t' => text.Append("\\t"),
                    '\n' => text.Append("\\n"),
                    '\r' => text.Append("\\r"),
                    '\\' => text.Append("\\\\"),
                    _ => text.Append(c),
                };
            }

            text.Append(CultureInfo.InvariantCulture, $"\t{frequency}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <exception cref="AffectException"><see cref="ErrorCodes.DamagedModel"/>.</exception>
    public static List<VocabularyTerm> Read(ReadOnlySpan<byte> content, int blocks)
    {
        var terms = new List<VocabularyTerm>();
        while (!content.IsEmpty)
        {
            var end = content.IndexOf((byte)'\n');
            var line = end < 0 ? content : content[..end];
            content = end < 0 ? [] : content[(end + 1)..];
            terms.Add(ParseLine(line, blocks) ?? throw new AffectException(
                ErrorCodes.DamagedModel,
                $"Line {terms.Count + 1} of the model's {Name} is damaged: expected block, term and document frequency between tabs. Fetch the model again."));
        }

        return terms;
    }

    private static VocabularyTerm? ParseLine(ReadOnlySpan<byte> line, int blocks)
    {
        var first = line.IndexOf((byte)'\t');
        var last = line.LastIndexOf((byte)'\t');
        return last > first + 1
            && int.TryParse(line[..first], NumberStyles.None, CultureInfo.InvariantCulture, out var block) && block < blocks
            && int.TryParse(line[(last + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var frequency) && frequency > 0
            && Unescape(Encoding.UTF8.GetString(line[(first + 1)..last])) is { } term
            ? new VocabularyTerm(block, term, frequency)
            : null;
    }

    private static string? Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                plain.Append(text[i]);
                continue;
            }

            if (++i == text.Length || text[i] is not ('t' or 'n' or 'r' or '\\'))
            {
                return null;
            }

            plain.Append(text[i] switch { 't' => '\t', 'n' => '\n', 'r' => '\r', _ => '\\' });
        }

        return plain.ToString();
    }
}
