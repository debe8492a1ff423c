using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>Greedy k-means++ (Arthur and Vassilvitskii 2007): of 2 + ln k candidates, drawn in proportion to their squared distance from the nearest start, the one that lowers the sum most.</summary>
internal static class PlusPlusSeeding
{
    private const int BlockPanels = 128;

    /// <returns>[k, columns], rows of <paramref name="x"/>.</returns>
    internal static DenseMatrix Choose(DenseMatrix x, PackedRows panels, int k, SeededRandom random, int parallelism, CancellationToken cancellationToken)
    {
        var trials = 2 + (int)Math.Log(k);
        var chosen = new int[k];
        var candidates = new int[trials];
        var nearest = new double[x.Rows];
        var after = new DenseMatrix(trials, x.Rows);
        nearest.AsSpan().Fill(double.PositiveInfinity);
        chosen[0] = random.Next(x.Rows);
        Lower(x, panels, chosen.AsSpan(0, 1), nearest, after, parallelism, cancellationToken);
        after.Row(0).CopyTo(nearest);
        for (var c = 1; c < k; c++)
        {
            Draw(nearest, FixedOrder.Sum(nearest), random, candidates);
            Lower(x, panels, candidates, nearest, after, parallelism, cancellationToken);
            var (best, least) = (0, double.PositiveInfinity);
            for (var t = 0; t < trials; t++)
            {
                var sum = FixedOrder.Sum(after.Row(t));
                (best, least) = sum < least ? (t, sum) : (best, least);
            }

            chosen[c] = candidates[best];
            after.Row(best).CopyTo(nearest);
        }

        return x.TakeRows(chosen);
    }

    private static void Draw(double[] weights, double total, SeededRandom random, Span<int> drawn)
    {
        Span<double> targets = stackalloc double[drawn.Length];
        for (var t = 0; t < drawn.Length; t++)
        {
            targets[t] = random.NextDouble() * total;
            drawn[t] = weights.Length - 1;
        }

        // All targets in one pass: the first row where the running sum reaches the target.
        targets.Sort(drawn);
        var (sum, next) = (0.0, 0);
        for (var i = 0; i < weights.Length && next < drawn.Length; i++)
        {
            sum += weights[i];
            while (next < drawn.Length && sum >= targets[next])
            {
                drawn[next++] = i;
            }
        }
    }

    // after[t, i] = min(nearest[i], squared distance of row i from candidate t).
    private static void Lower(
        DenseMatrix x, PackedRows panels, ReadOnlySpan<int> candidates, double[] nearest, DenseMatrix after, int parallelism, CancellationToken cancellationToken)
    {
        var rows = x.TakeRows(candidates);
        RowBlocks.Run(panels.Panels, BlockPanels, parallelism, (_, first, count) =>
        {
            Span<double> tile = stackalloc double[PackedRows.Together * PackedRows.Lanes];
            for (var p = first; p < first + count; p++)
            {
                var row = p * PackedRows.Lanes;
                var lanes = Math.Min(PackedRows.Lanes, x.Rows - row);
                for (var t = 0; t < rows.Rows; t += PackedRows.Together)
                {
                    var together = Math.Min(PackedRows.Together, rows.Rows - t);
                    panels.SquaredDistances(p, rows, t, together, tile);
                    for (var r = 0; r < together; r++)
                    {
                        var to = after.Row(t + r).Slice(row, lanes);
                        for (var lane = 0; lane < lanes; lane++)
                        {
                            to[lane] = Math.Min(nearest[row + lane], tile[(r * PackedRows.Lanes) + lane]);
                        }
                    }
                }
            }
        }, cancellationToken);
    }
}
