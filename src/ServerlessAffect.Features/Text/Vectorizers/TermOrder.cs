namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>Gives the kept terms of a trie their columns in code point order, in time linear in the number of nodes.</summary>
internal static class TermOrder
{
    /// <param name="trie">The terms.</param>
    /// <param name="ranks">Place of each symbol among all symbols; null where the symbols are code points, which are their own places.</param>
    /// <param name="kept">[trie.Count], whether the node is a term with a column.</param>
    /// <returns>[trie.Count], the column of each node; -1 where it has none.</returns>
    public static int[] Columns(NgramTrie trie, int[]? ranks, bool[] kept)
    {
        var sizes = Sizes(trie, kept);
        var (starts, children) = SortedChildren(trie, sizes, BySymbol(trie, ranks, sizes));
        var columns = new int[trie.Count];
        for (var node = 0; node < columns.Length; node++)
        {
            // columns[node] is the first column of the node's subtree here: its parent came before it.
            var next = columns[node] + (kept[node] ? 1 : 0);
            for (var i = starts[node]; i < starts[node + 1]; i++)
            {
                columns[children[i]] = next;
                next += sizes[children[i]];
            }
        }

        for (var node = 0; node < columns.Length; node++)
        {
            columns[node] = kept[node] ? columns[node] : NgramTrie.None;
        }

        return columns;
    }

    /// <summary>Number of kept terms at or below each node.</summary>
    private static int[] Sizes(NgramTrie trie, bool[] kept)
    {
        var sizes = new int[trie.Count];
        for (var node = sizes.Length - 1; node > NgramTrie.Root; node--)
        {
            sizes[node] += kept[node] ? 1 : 0;
            sizes[trie.Parent(node)] += sizes[node];
        }

        return sizes;
    }

    /// <summary>The nodes with kept terms, sorted by the place of their last symbol.</summary>
    private static int[] BySymbol(NgramTrie trie, int[]? ranks, int[] sizes)
    {
        var largest = 0;
        for (var node = 1; node < sizes.Length; node++)
        {
            largest = Math.Max(largest, Place(node));
        }

        var starts = new int[largest + 2];
        for (var node = 1; node < sizes.Length; node++)
        {
            starts[Place(node) + 1] += sizes[node] > 0 ? 1 : 0;
        }

        Accumulate(starts);
        var sorted = new int[starts[^1]];
        for (var node = 1; node < sizes.Length; node++)
        {
            if (sizes[node] > 0)
            {
                sorted[starts[Place(node)]++] = node;
            }
        }

        return sorted;

        int Place(int node) => ranks is null ? trie.Symbol(node) : ranks[trie.Symbol(node)];
    }

    private static (int[] Starts, int[] Children) SortedChildren(NgramTrie trie, int[] sizes, int[] bySymbol)
    {
        var starts = new int[sizes.Length + 1];
        foreach (var node in bySymbol)
        {
            starts[trie.Parent(node) + 1]++;
        }

        Accumulate(starts);
        var next = starts.AsSpan().ToArray();
        var children = new int[bySymbol.Length];
        foreach (var node in bySymbol)
        {
            children[next[trie.Parent(node)]++] = node;
        }

        return (starts, children);
    }

    private static void Accumulate(int[] counts)
    {
        for (var i = 1; i < counts.Length; i++)
        {
            counts[i] += counts[i - 1];
        }
    }
}
