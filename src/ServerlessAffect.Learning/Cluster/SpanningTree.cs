using System.Runtime.Intrinsics;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>Single linkage as a minimum spanning tree (Prim): row after row joins, always the one nearest to those that have; no distance is kept but the least of every row.</summary>
internal static class SpanningTree
{
    private const int BlockPanels = 64;
    private const int ReportEvery = 256;

    internal static MergeTree Grow(DenseMatrix x, AgglomerativeMetric metric, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        var rows = metric == AgglomerativeMetric.Cosine ? Directions(x) : x;
        var outside = PackedRows.Of(rows);
        var (left, member) = (x.Rows - 1, Enumerable.Range(0, x.Rows).ToArray());
        var (least, nearest) = (new double[outside.Panels * PackedRows.Lanes], new double[outside.Panels * PackedRows.Lanes]);
        least.AsSpan().Fill(double.PositiveInfinity);
        var links = new (int, int, double)[left];

        // The first row stands at the end, outside of what is left, and joins first.
        outside.Move(left, 0);
        member[0] = left;
        var joined = 0;
        for (var i = 0; i < links.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var at = Lower(outside, left, rows.Row(joined), joined, least, nearest);
            links[i] = ((int)nearest[at], member[at], metric == AgglomerativeMetric.Cosine ? least[at] / 2 : Math.Sqrt(least[at]));
            joined = member[at];
            left--;
            outside.Move(left, at);
            (member[at], least[at], nearest[at]) = (member[left], least[left], nearest[left]);
            if (i % ReportEvery == ReportEvery - 1 || i == links.Length - 1)
            {
                progress?.Report(new FitProgress(i + 1, links.Length, links[i].Item3, i == links.Length - 1));
            }
        }

        return MergeTree.Of(x.Rows, links);
    }

    // Brings the row that joined last to the knowledge of those outside; returns the place of the nearest of them.
    private static int Lower(PackedRows outside, int left, ReadOnlySpan<double> row, int number, double[] least, double[] nearest)
    {
        Span<double> squared = stackalloc double[BlockPanels * PackedRows.Lanes];
        var panels = (left + PackedRows.Lanes - 1) / PackedRows.Lanes;
        var joined = Vector256.Create((double)number);
        var (best, bestAt) = (double.PositiveInfinity, 0);
        for (var panel = 0; panel < panels; panel += BlockPanels)
        {
            var many = Math.Min(BlockPanels, panels - panel);
            outside.SquaredDistances(panel, many, row, squared);
            var from = panel * PackedRows.Lanes;
            var end = Math.Min(many * PackedRows.Lanes, left - from);
            for (var i = 0; i < many * PackedRows.Lanes; i += 4)
            {
                var distance = Vector256.LoadUnsafe(ref squared[i]);
                var known = Vector256.LoadUnsafe(ref least[from + i]);
                var nearer = Vector256.LessThan(distance, known);
                Vector256.Min(distance, known).StoreUnsafe(ref least[from + i]);
                Vector256.ConditionalSelect(nearer, joined, Vector256.LoadUnsafe(ref nearest[from + i])).StoreUnsafe(ref nearest[from + i]);
            }

            for (var i = 0; i < end; i++)
            {
                if (least[from + i] < best)
                {
                    (best, bestAt) = (least[from + i], from + i);
                }
            }
        }

        return bestAt;
    }

    // Half the squared distance of two directions is their cosine distance.
    private static DenseMatrix Directions(DenseMatrix x)
    {
        var lengths = PairTable.Lengths(x);
        var directions = new DenseMatrix(x.Rows, x.Columns);
        for (var i = 0; i < x.Rows; i++)
        {
            for (var j = 0; j < x.Columns; j++)
            {
                directions[i, j] = x[i, j] / lengths[i];
            }
        }

        return directions;
    }
}
