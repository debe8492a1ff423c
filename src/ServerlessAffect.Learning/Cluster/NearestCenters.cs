using System.Runtime.Intrinsics;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>The nearest of some centres for every row, the first of equally near ones.</summary>
internal static class NearestCenters
{
    private const int BlockPanels = 64;

    /// <summary>Labels of rows that were not packed yet.</summary>
    internal static int[] Of(DenseMatrix x, DenseMatrix centers, int parallelism, CancellationToken cancellationToken)
    {
        var labels = new int[x.Rows];
        const int BlockRows = BlockPanels * PackedRows.Lanes;
        RowBlocks.Run(x.Rows, BlockRows, parallelism, (_, first, count) =>
        {
            var panels = new PackedRows(count, x.Columns);
            for (var i = 0; i < count; i++)
            {
                panels.Set(i, x.Row(first + i));
            }

            Find(panels, 0, panels.Panels, centers, labels.AsSpan(first, count), new double[count]);
        }, cancellationToken);
        return labels;
    }

    /// <summary>The nearest centre of the rows of some panels, and the squared distance to it.</summary>
    /// <param name="x">The rows.</param>
    /// <param name="firstPanel">Where to start.</param>
    /// <param name="panels">How many panels.</param>
    /// <param name="centers">[centres, columns].</param>
    /// <param name="labels">A centre for every row, from the first of <paramref name="firstPanel"/> on; its length says where to stop.</param>
    /// <param name="squared">As long as <paramref name="labels"/>.</param>
    internal static void Find(PackedRows x, int firstPanel, int panels, DenseMatrix centers, Span<int> labels, Span<double> squared)
    {
        Span<double> tile = stackalloc double[PackedRows.Together * PackedRows.Lanes];
        Span<double> found = stackalloc double[2 * PackedRows.Lanes];
        for (var p = 0; p < panels; p++)
        {
            var (low, high) = (Vector256.Create(double.PositiveInfinity), Vector256.Create(double.PositiveInfinity));
            var (lowIndex, highIndex) = (Vector256<double>.Zero, Vector256<double>.Zero);
            for (var c = 0; c < centers.Rows; c += PackedRows.Together)
            {
                var count = Math.Min(PackedRows.Together, centers.Rows - c);
                x.SquaredDistances(firstPanel + p, centers, c, count, tile);
                for (var r = 0; r < count; r++)
                {
                    var index = Vector256.Create((double)(c + r));
                    var distance = Vector256.LoadUnsafe(ref tile[r * PackedRows.Lanes]);
                    lowIndex = Vector256.ConditionalSelect(Vector256.LessThan(distance, low), index, lowIndex);
                    low = Vector256.Min(distance, low);
                    distance = Vector256.LoadUnsafe(ref tile[r * PackedRows.Lanes], 4);
                    highIndex = Vector256.ConditionalSelect(Vector256.LessThan(distance, high), index, highIndex);
                    high = Vector256.Min(distance, high);
                }
            }

            low.CopyTo(found);
            high.CopyTo(found[4..]);
            lowIndex.CopyTo(found[8..]);
            highIndex.CopyTo(found[12..]);
            var row = p * PackedRows.Lanes;
            for (var lane = 0; lane < PackedRows.Lanes && row + lane < labels.Length; lane++)
            {
                squared[row + lane] = found[lane];
                labels[row + lane] = (int)found[PackedRows.Lanes + lane];
            }
        }
    }
}
