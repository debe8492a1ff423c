using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>The epochs of a map: every unit moves to the mean of all rows, weighed by how near to it on the map their own units are.</summary>
internal sealed class MapTraining(DenseMatrix x, MapGrid grid, int parallelism)
{
    // Past this many deviations a unit hears nothing.
    private const double Reach = 6;
    private const int BlockPanels = 64;
    private const int BlockUnits = 16;

    private readonly PackedRows _panels = PackedRows.Of(x);
    private readonly int[] _labels = new int[x.Rows];
    private readonly double[] _squared = new double[x.Rows];

    /// <summary>Moves the units.</summary>
    /// <param name="codes">[units, columns].</param>
    /// <param name="width">Deviation of the Gaussian, in steps on the map.</param>
    /// <param name="cancellationToken">Looked at every 512 rows and every 16 units.</param>
    /// <returns>Mean distance of a row from its unit, before.</returns>
    internal double Step(DenseMatrix codes, double width, CancellationToken cancellationToken)
    {
        RowBlocks.Run(_panels.Panels, BlockPanels, parallelism, (_, first, count) =>
        {
            var (row, rows) = (first * PackedRows.Lanes, Math.Min(count * PackedRows.Lanes, x.Rows - (first * PackedRows.Lanes)));
            NearestCenters.Find(_panels, first, count, codes, _labels.AsSpan(row, rows), _squared.AsSpan(row, rows));
        }, cancellationToken);
        var (sums, counts) = (new DenseMatrix(grid.Units, x.Columns), new double[grid.Units]);
        for (var i = 0; i < x.Rows; i++)
        {
            ClassVector.AddScaled(x.Row(i), 1, sums.Row(_labels[i]));
            counts[_labels[i]]++;
        }

        RowBlocks.Run(grid.Units, BlockUnits, parallelism, (_, first, count) =>
        {
            for (var unit = first; unit < first + count; unit++)
            {
                Draw(codes.Row(unit), unit, width, sums, counts);
            }
        }, cancellationToken);
        TensorPrimitives.Sqrt(_squared, _squared);
        return FixedOrder.Sum(_squared) / x.Rows;
    }

    // A unit that no row is near enough to stays.
    private void Draw(Span<double> code, int unit, double width, DenseMatrix sums, double[] counts)
    {
        var total = 0.0;
        var mean = new double[code.Length];
        for (var other = 0; other < grid.Units; other++)
        {
            var squared = grid.Squared(unit, other) / (width * width);
            if (counts[other] > 0 && squared <= Reach * Reach)
            {
                var weight = Math.Exp(-0.5 * squared);
                total += weight * counts[other];
                ClassVector.AddScaled(sums.Row(other), weight, mean);
            }
        }

        if (total > 0)
        {
            TensorPrimitives.Divide(mean, total, code);
        }
    }
}
