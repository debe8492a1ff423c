using System.Text;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Features.Text.Vectorizers;

namespace ServerlessAffect.Features.Text.Hashing;

/// <summary>Terms counted in a fixed number of columns, as <c>sklearn.feature_extraction.text.HashingVectorizer</c>: the column is the absolute value of
/// MurmurHash3 of the term's UTF-8 bytes modulo the number of columns, its sign the sign of the count.</summary>
/// <remarks>Not safe for concurrent use.</remarks>
/// <param name="options">How texts become terms; limits of frequency are not used.</param>
/// <param name="buckets">Number of columns.</param>
/// <param name="norm">What each row is divided by.</param>
/// <param name="alternateSign">Whether the hash's sign counts.</param>
public sealed class HashingVectorizer(VectorizerOptions options, int buckets = 1 << 20, TermNorm norm = TermNorm.L2, bool alternateSign = true)
{
    private readonly AnalyzerScratch _scratch = new();
    private readonly Dictionary<int, double> _row = [];
    private readonly int _buckets = buckets is >= 2 and <= 1 << 26 ? buckets : throw new ArgumentOutOfRangeException(nameof(buckets), buckets, "Expected 2 to 2^26 columns.");

    /// <returns>[texts, buckets].</returns>
    public CsrMatrix Transform(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var rows = new int[texts.Count + 1];
        var columns = new List<int>();
        var values = new List<double>();
        for (var row = 0; row < texts.Count; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Count(texts[row]);
            foreach (var column in _row.Keys.Order())
            {
                columns.Add(column);
                values.Add(_row[column]);
            }

            Normalise(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(values)[rows[row]..]);
            rows[row + 1] = columns.Count;
        }

        return new CsrMatrix(texts.Count, _buckets, rows, [.. columns], [.. values]);
    }

    internal static (int Column, int Sign) Bucket(ReadOnlySpan<char> term, int buckets)
    {
        Span<byte> small = stackalloc byte[256];
        var length = Encoding.UTF8.GetMaxByteCount(term.Length);
        var bytes = length <= small.Length ? small : new byte[length];
        var hash = Murmur3.Hash(bytes[..Encoding.UTF8.GetBytes(term, bytes)]);
        return ((int)(Math.Abs((long)hash) % buckets), hash >= 0 ? 1 : -1);
    }

    private void Count(string text)
    {
        // A trie for this text alone: terms are few, and nothing of the text outlives its row.
        var index = TermIndex.Create(options);
        _scratch.Nodes.Clear();
        index.Add(text, _scratch, _scratch.Nodes);
        _row.Clear();
        foreach (var node in _scratch.Nodes.Written)
        {
            _scratch.Lowered.Clear();
            index.AppendTerm(node, _scratch.Lowered);
            var (column, sign) = Bucket(_scratch.Lowered.Written, _buckets);
            _row.TryGetValue(column, out var count);
            _row[column] = options.Binary ? 1 : count + (alternateSign ? sign : 1);
        }
    }

    private void Normalise(Span<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += norm == TermNorm.L2 ? value * value : Math.Abs(value);
        }

        var divisor = norm switch { TermNorm.L2 => Math.Sqrt(sum), TermNorm.L1 => sum, _ => 0 };
        if (divisor > 0)
        {
            foreach (ref var value in values)
            {
                value /= divisor;
            }
        }
    }
}
