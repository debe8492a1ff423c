using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.Decomposition;

namespace ServerlessAffect.Learning.Manifold;

/// <summary>The first principal components as a place to start from.</summary>
internal static class PrincipalAxes
{
    // Above so many columns, random projections find the few components sooner.
    private const int ManyColumns = 200;

    /// <summary>Puts points on the first components of their rows, scaled alike so that the first has a given deviation; axes beyond the columns, or without variance, stay as they were.</summary>
    internal static void Fill(DenseMatrix x, PointSet points, double deviation, int randomState, int parallelism, CancellationToken cancellationToken)
    {
        var components = Math.Min(points.Dimensions, Math.Min(x.Rows, x.Columns));
        var pca = Math.Min(x.Rows, x.Columns) > ManyColumns
            ? Pca.FitRandomized(x, components, new RandomizedSvdSettings { RandomState = randomState }, parallelism: parallelism, cancellationToken: cancellationToken)
            : Pca.Fit(x, components, parallelism: parallelism, cancellationToken: cancellationToken);
        var scores = PointSet.Of(pca.Transform(x));
        var first = Math.Sqrt(FixedOrder.SumOfSquares(scores.Axis(0)) / x.Rows);
        for (var d = 0; d < components && pca.ExplainedVariance[d] > 0; d++)
        {
            TensorPrimitives.Multiply(scores.Axis(d), deviation / first, points.Axis(d));
        }
    }
}
