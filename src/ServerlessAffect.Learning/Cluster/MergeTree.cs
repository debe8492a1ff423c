namespace ServerlessAffect.Learning.Cluster;

/// <summary>The order in which rows became one cluster, as SciPy's linkage table has it. Immutable.</summary>
public sealed class MergeTree
{
    internal MergeTree(int rows, Merge[] merges) => (Rows, Merges) = (rows, merges);

    /// <summary>How many rows were merged.</summary>
    public int Rows { get; }

    /// <summary>[rows - 1], the nearest first.</summary>
    public IReadOnlyList<Merge> Merges { get; }

    /// <summary>Labels of the rows where so many clusters are left, numbered from 0 by their first row.</summary>
    /// <param name="clusters">From 1 to <see cref="Rows"/>.</param>
    public int[] Cut(int clusters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(clusters, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(clusters, Rows);
        var within = new int[Rows + Rows - clusters];
        within.AsSpan().Fill(-1);
        for (var i = 0; i < Rows - clusters; i++)
        {
            within[Merges[i].First] = within[Merges[i].Second] = Rows + i;
        }

        // A cluster's number is above those of its parts: from the top down, all know the last cluster that they are in.
        for (var node = within.Length - 1; node >= 0; node--)
        {
            within[node] = within[node] < 0 ? node : within[within[node]];
        }

        var numbers = new int[within.Length];
        numbers.AsSpan().Fill(-1);
        var (labels, next) = (new int[Rows], 0);
        for (var row = 0; row < Rows; row++)
        {
            ref var number = ref numbers[within[row]];
            labels[row] = number < 0 ? number = next++ : number;
        }

        return labels;
    }

    /// <summary>The rows as a dendrogram without crossings has them side by side, the first part of every merge before the second; SciPy's <c>leaves_list</c>.</summary>
    public int[] LeafOrder()
    {
        var order = new List<int>(Rows);
        var open = new Stack<int>();
        open.Push(Rows + Merges.Count - 1);
        while (open.TryPop(out var node))
        {
            if (node < Rows)
            {
                order.Add(node);
                continue;
            }

            open.Push(Merges[node - Rows].Second);
            open.Push(Merges[node - Rows].First);
        }

        return [.. order];
    }

    /// <param name="rows">How many rows there are.</param>
    /// <param name="links">One row of each of two clusters and their distance, in the order of the merges or, where a part may come after the whole, in any order that a stable sort by distance sets right.</param>
    internal static MergeTree Of(int rows, ReadOnlySpan<(int Row, int Other, double Distance)> links)
    {
        var (keys, order) = (new double[links.Length], new int[links.Length]);
        for (var i = 0; i < links.Length; i++)
        {
            (keys[i], order[i]) = (links[i].Distance, i);
        }

        // Array.Sort is not stable; equal distances stay in the order in which they were found.
        order.AsSpan().Sort((a, b) => keys[a] != keys[b] ? keys[a].CompareTo(keys[b]) : a.CompareTo(b));
        var (parents, sizes) = (new int[rows + links.Length], new int[rows + links.Length]);
        for (var i = 0; i < parents.Length; i++)
        {
            (parents[i], sizes[i]) = (i, 1);
        }

        var merges = new Merge[links.Length];
        for (var i = 0; i < merges.Length; i++)
        {
            var link = links[order[i]];
            var (a, b) = (Root(parents, link.Row), Root(parents, link.Other));
            var node = rows + i;
            parents[a] = parents[b] = node;
            sizes[node] = sizes[a] + sizes[b];
            merges[i] = new Merge(Math.Min(a, b), Math.Max(a, b), link.Distance, sizes[node]);
        }

        return new MergeTree(rows, merges);
    }

    private static int Root(int[] parents, int node)
    {
        var root = node;
        while (parents[root] != root)
        {
            root = parents[root];
        }

        while (parents[node] != root && node != root)
        {
            (node, parents[node]) = (parents[node], root);
        }

        return root;
    }
}
