using System.Runtime.InteropServices;

namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>Terms with their columns, and how rows of counts become weights.</summary>
/// <remarks>Immutable after it is made, and safe for concurrent use with a scratch per thread.</remarks>
internal sealed class FittedTerms
{
    private readonly TermIndex _index;
    private readonly TermColumns _columns;
    private readonly int[] _nodes;

    private FittedTerms(TermIndex index, int[] columns, int[] nodes, int[] documentFrequencies, TermWeighting weighting) =>
        (_index, _columns, _nodes, DocumentFrequencies, Weighting) = (index, new TermColumns(columns), nodes, documentFrequencies, weighting);

    /// <summary>Number of terms, which is the number of columns.</summary>
    public int Count => _nodes.Length;

    /// <summary>[Count], how many of the fitted texts hold each term.</summary>
    public int[] DocumentFrequencies { get; }

    public TermWeighting Weighting { get; }

    /// <summary>Sum of the document frequencies: the entries of the matrix of the fitted texts.</summary>
    public long FittedEntries => DocumentFrequencies.Sum(f => (long)f);

    /// <summary>Chooses the terms among those counted, in code point order.</summary>
    public static FittedTerms Choose(TermIndex index, TermCounts counts, VectorizerOptions options, TfidfOptions? weights, double scale = 1)
    {
        var kept = TermSelection.Keep(index, counts, options);
        var columns = TermOrder.Columns(index.Trie, index.SymbolRanks(), kept);
        var nodes = new int[kept.Count(k => k)];
        var frequencies = new int[nodes.Length];
        for (var node = 0; node < columns.Length; node++)
        {
            if (columns[node] >= 0)
            {
                nodes[columns[node]] = node;
                frequencies[columns[node]] = counts.DocumentFrequency(node);
            }
        }

        return new FittedTerms(index, columns, nodes, frequencies, new TermWeighting(options.Binary, weights, frequencies, counts.Rows, scale));
    }

    /// <summary>Terms read back: <paramref name="nodes"/> in the order of their columns.</summary>
    public static FittedTerms Restore(TermIndex index, int[] nodes, int[] documentFrequencies, TermWeighting weighting)
    {
        var columns = new int[index.Trie.Count];
        columns.AsSpan().Fill(NgramTrie.None);
        for (var column = 0; column < nodes.Length; column++)
        {
            columns[nodes[column]] = column;
        }

        return new FittedTerms(index, columns, nodes, documentFrequencies, weighting);
    }

    /// <summary>The terms' texts, in column order.</summary>
    public string[] Terms()
    {
        var buffer = new TextBuffer();
        var terms = new string[_nodes.Length];
        for (var column = 0; column < terms.Length; column++)
        {
            buffer.Clear();
            _index.AppendTerm(_nodes[column], buffer);
            terms[column] = buffer.Written.ToString();
        }

        return terms;
    }

    /// <summary>The row of a text that was counted while fitting.</summary>
    public ReadOnlySpan<ColumnCount> FittedRow(TermCounts counts, int row, AnalyzerScratch scratch)
    {
        var counted = counts.Row(row);
        CollectionsMarshal.SetCount(scratch.Entries, counted.Length);
        CollectionsMarshal.SetCount(scratch.Sorted, counted.Length);
        var entries = CollectionsMarshal.AsSpan(scratch.Entries);
        var count = 0;
        foreach (var term in counted)
        {
            var column = _columns[term.Node];
            entries[count] = new ColumnCount(column, term.Count);
            count += column >= 0 ? 1 : 0;
        }

        return ColumnSort.Sort(entries[..count], CollectionsMarshal.AsSpan(scratch.Sorted)[..count], Count);
    }

    /// <summary>The row of any text.</summary>
    public ReadOnlySpan<ColumnCount> Row(CleanText text, AnalyzerScratch scratch)
    {
        scratch.Nodes.Clear();
        _index.Find(text, scratch, _columns, scratch.Nodes);
        var found = scratch.Nodes.Written;
        CollectionsMarshal.SetCount(scratch.Entries, found.Length);
        var entries = CollectionsMarshal.AsSpan(scratch.Entries);
        return entries[..scratch.Columns.Count(found, Count, entries)];
    }
}
