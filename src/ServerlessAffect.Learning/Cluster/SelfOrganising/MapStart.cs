using System.Numerics.Tensors;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>Units spread over the plane of the two main components of the rows, two deviations to each side.</summary>
internal static class MapStart
{
    private const double Deviations = 2;

    /// <returns>[units, columns].</returns>
    internal static DenseMatrix Of(DenseMatrix x, MapGrid grid, int parallelism, CancellationToken cancellationToken)
    {
        var mean = ColumnMeans.Of(x);
        var centred = new DenseMatrix(x.Rows, x.Columns);
        for (var i = 0; i < x.Rows; i++)
        {
            TensorPrimitives.Subtract(x.Row(i), mean, centred.Row(i));
        }

        var axes = LeadingEigenpairs.Of(new ScatterOperator(centred), Math.Min(2, x.Columns), least: 0, parallelism, progress: null, cancellationToken);
        var (lastX, lastY) = grid.FromMiddle(grid.Units - 1);
        var codes = new DenseMatrix(grid.Units, x.Columns);
        for (var unit = 0; unit < grid.Units; unit++)
        {
            var (right, down) = grid.FromMiddle(unit);
            var code = codes.Row(unit);
            mean.CopyTo(code);
            for (var axis = 0; axis < axes.Values.Length; axis++)
            {
                var (place, last) = axis == 0 ? (right, lastX) : (down, lastY);
                var deviation = Math.Sqrt(Math.Max(0, axes.Values[axis]) / x.Rows);
                ClassVector.AddScaled(axes.Vectors.Row(axis), last == 0 ? 0 : Deviations * deviation * place / last, code);
            }
        }

        return codes;
    }
}
