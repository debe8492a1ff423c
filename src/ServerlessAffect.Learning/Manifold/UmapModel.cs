using System.Numerics.Tensors;
using ServerlessAffect.Learning.Neighbors;

namespace ServerlessAffect.Learning.Manifold;

/// <summary>A fitted <see cref="Umap"/>: points for its rows, and places among them for further rows. Safe for threads.</summary>
public sealed class UmapModel
{
    private readonly NearestNeighbors _search;
    private readonly int _neighbors;
    private readonly int _epochs;
    private readonly UmapLayout _layout;
    private readonly int _randomState;

    internal UmapModel(NearestNeighbors search, DenseMatrix points, int neighbors, int epochs, UmapLayout layout, int randomState) =>
        (_search, Points, _neighbors, _epochs, _layout, _randomState) = (search, points, neighbors, epochs, layout, randomState);

    /// <summary>[rows, components].</summary>
    public DenseMatrix Points { get; }

    /// <summary>Points for further rows, [any, components]; those of the fitted rows stay where they are.</summary>
    /// <param name="x">[any, columns], finite.</param>
    /// <param name="progress">Told after every tenth of the epochs.</param>
    /// <param name="cancellationToken">Looked at all along.</param>
    /// <exception cref="ArgumentException">Another number of columns.</exception>
    /// <exception cref="Core.Errors.AffectException">A value is not finite.</exception>
    public DenseMatrix Transform(DenseMatrix x, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var nearest = _search.KNeighbors(x, _neighbors, cancellationToken);
        var points = new DenseMatrix(x.Rows, Points.Columns);
        if (x.Rows == 0)
        {
            return points;
        }

        FuzzyNeighbors.Weigh(nearest.Distances, _neighbors, _neighbors, nearestCounts: false);
        var starts = new int[x.Rows + 1];
        for (var i = 0; i < x.Rows; i++)
        {
            starts[i + 1] = starts[i] + _neighbors;
            var rows = nearest.RowsOf(i);
            var weights = nearest.DistancesOf(i);
            for (var j = 0; j < _neighbors; j++)
            {
                ClassVector.AddScaled(Points.Row(rows[j]), weights[j], points.Row(i));
            }

            TensorPrimitives.Divide(points.Row(i), TensorPrimitives.Sum(weights), points.Row(i));
        }

        _layout.Run(
            points, Points, UmapEdges.Of(starts, nearest.Rows, nearest.Distances, _epochs), _epochs, new SeededRandom(_randomState), progress, cancellationToken);
        return points;
    }
}
