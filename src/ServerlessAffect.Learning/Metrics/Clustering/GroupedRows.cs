namespace ServerlessAffect.Learning.Metrics.Clustering;

/// <summary>Rows in the order of their clusters, eight side by side: one column of eight rows is one load. A cluster's last group is filled up with rows of weight 0.</summary>
internal sealed class GroupedRows
{
    internal const int Lanes = 8;

    private GroupedRows(int columns, int[] firstGroup)
    {
        (Columns, FirstGroup) = (columns, firstGroup);
        Values = new double[checked(firstGroup[^1] * columns * Lanes)];
        Weights = new double[firstGroup[^1] * Lanes];
    }

    internal int Columns { get; }

    /// <summary>[clusters + 1], the group that each cluster starts with; the number of groups at the end.</summary>
    internal int[] FirstGroup { get; }

    /// <summary>[groups, columns, 8].</summary>
    internal double[] Values { get; }

    /// <summary>[groups, 8]: 1 for a row, 0 for what fills a group up.</summary>
    internal double[] Weights { get; }

    /// <summary>[rows], where each row of the table stands among the groups' rows.</summary>
    internal required int[] Place { get; init; }

    internal static GroupedRows Of(DenseMatrix x, ClusterIndex clusters)
    {
        var firstGroup = new int[clusters.Count + 1];
        for (var c = 0; c < clusters.Count; c++)
        {
            firstGroup[c + 1] = firstGroup[c] + RowBlocks.Count(clusters.Sizes[c], Lanes);
        }

        var next = new int[clusters.Count];
        var grouped = new GroupedRows(x.Columns, firstGroup) { Place = new int[x.Rows] };
        for (var row = 0; row < x.Rows; row++)
        {
            var cluster = clusters.Index[row];
            var place = (firstGroup[cluster] * Lanes) + next[cluster]++;
            grouped.Place[row] = place;
            grouped.Weights[place] = 1;
            var from = x.Row(row);
            var start = (place / Lanes * x.Columns * Lanes) + (place % Lanes);
            for (var j = 0; j < from.Length; j++)
            {
                grouped.Values[start + (j * Lanes)] = from[j];
            }
        }

        return grouped;
    }
}
