using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.LinearAlgebra;
using ServerlessAffect.Learning.Statistics;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>How far the rows around a row reach, on average.</summary>
internal static class BandwidthEstimate
{
    private const int BlockRows = 64;

    /// <summary>Mean distance of a row from its <paramref name="neighbors"/>-th nearest, itself the first.</summary>
    internal static double Of(DenseMatrix x, int neighbors, int parallelism, CancellationToken cancellationToken)
    {
        var (panels, farthest) = (PackedRows.Of(x), new double[x.Rows]);
        RowBlocks.Run(x.Rows, BlockRows, parallelism, (_, first, count) =>
        {
            var distances = new double[panels.Panels * PackedRows.Lanes];
            for (var i = first; i < first + count; i++)
            {
                panels.SquaredDistances(0, panels.Panels, x.Row(i), distances);
                farthest[i] = Math.Sqrt(OrderStatistic.Select(distances.AsSpan(0, x.Rows), neighbors - 1));
            }
        }, cancellationToken);
        return FixedOrder.Sum(farthest) / x.Rows;
    }
}
