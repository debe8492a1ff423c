using System.Runtime.InteropServices;
using System.Text;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Features.Text.Cleaning;
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
    /// <summary>Terms whose hashes are remembered; past it they are forgotten, so that memory does not grow with the texts.</summary>
    private const int RememberedTerms = 1 << 20;

    private readonly AnalyzerScratch _scratch = new();
    private readonly IntBuffer _columns = new();
    private readonly int _buckets = buckets is >= 2 and <= 1 << 26 ? buckets : throw new ArgumentOutOfRangeException(nameof(buckets), buckets, "Expected 2 to 2^26 columns.");
    private TermIndex? _index;

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
            AddRow(Hashed(texts[row]), columns, values);
            Normalise(CollectionsMarshal.AsSpan(values)[rows[row]..]);
            rows[row + 1] = columns.Count;
        }

        return new CsrMatrix(texts.Count, _buckets, rows, [.. columns], [.. values]);
    }

    /// <summary>Column and sign (1 for plus, 0 for minus) of every term of a text, sorted by column.</summary>
    private Span<ColumnCount> Hashed(string text)
    {
        if (_index is null || _index.Trie.Count > RememberedTerms)
        {
            _index = TermIndex.Create(options);
            _columns.Clear();
        }

        _scratch.Nodes.Clear();
        _scratch.Begin(text);
        _index.Add(_scratch.Clean(TextCleaner.None), _scratch, _scratch.Nodes);
        while (_columns.Count < _index.Trie.Count)
        {
            _columns.Add(Bucket(_columns.Count));
        }

        var nodes = _scratch.Nodes.Written;
        CollectionsMarshal.SetCount(_scratch.Entries, nodes.Length);
        CollectionsMarshal.SetCount(_scratch.Sorted, nodes.Length);
        var entries = CollectionsMarshal.AsSpan(_scratch.Entries);
        for (var i = 0; i < nodes.Length; i++)
        {
            var column = _columns[nodes[i]];
            entries[i] = column >= 0 ? new ColumnCount(column, 1) : new ColumnCount(~column, 0);
        }

        return ColumnSort.Sort(entries, CollectionsMarshal.AsSpan(_scratch.Sorted), _buckets);
    }

    /// <summary>The column of a node's term; its complement where the hash is negative.</summary>
    private int Bucket(int node)
    {
        if (node == NgramTrie.Root)
        {
            return 0;
        }

        _scratch.Working.Clear();
        _index!.AppendTerm(node, _scratch.Working);
        var term = _scratch.Working.Written;
        Span<byte> small = stackalloc byte[256];
        var length = Encoding.UTF8.GetMaxByteCount(term.Length);
        var bytes = length <= small.Length ? small : new byte[length];
        var hash = Murmur3.Hash(bytes[..Encoding.UTF8.GetBytes(term, bytes)]);
        var column = (int)(Math.Abs((long)hash) % _buckets);
        return hash >= 0 ? column : ~column;
    }

    private void AddRow(ReadOnlySpan<ColumnCount> terms, List<int> columns, List<double> values)
    {
        for (var start = 0; start < terms.Length;)
        {
            var (end, value) = (start, 0.0);
            for (; end < terms.Length && terms[end].Column == terms[start].Column; end++)
            {
                value += terms[end].Count == 0 && alternateSign ? -1 : 1;
            }

            columns.Add(terms[start].Column);
            values.Add(options.Binary ? 1 : value);
            start = end;
        }
    }

    private void Normalise(Span<double> values)
    {
        var divisor = 0.0;
        if (norm == TermNorm.L2)
        {
            divisor = FixedOrder.Norm(values);
        }
        else if (norm == TermNorm.L1)
        {
            foreach (var value in values)
            {
                divisor += Math.Abs(value);
            }
        }

        if (divisor > 0)
        {
            foreach (ref var value in values)
            {
                value /= divisor;
            }
        }
    }
}
