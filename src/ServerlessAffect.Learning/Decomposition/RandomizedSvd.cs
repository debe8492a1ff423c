using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Decomposition;

/// <summary>The largest singular values by projection on a random subspace that powers of the table sharpen (Halko, Martinsson and Tropp 2011, algorithms 4.4 and 5.1).</summary>
internal static class RandomizedSvd
{
    /// <returns>Descending values and their right vectors, [components, columns].</returns>
    internal static (double[] Values, DenseMatrix Right) Of(
        DenseMatrix a, int components, RandomizedSvdSettings settings, int parallelism, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(settings.Oversamples, nameof(settings));
        var smaller = Math.Min(a.Rows, a.Columns);
        var powers = settings.PowerIterations ?? (components < 0.1 * smaller ? 7 : 4);
        ArgumentOutOfRangeException.ThrowIfNegative(powers, nameof(settings));
        var transposed = a.Transpose();
        var random = new SeededRandom(settings.RandomState);
        var directions = new DenseMatrix(Math.Min(smaller, components + settings.Oversamples), a.Columns);
        foreach (ref var value in directions.Values.AsSpan())
        {
            value = (2 * random.NextDouble()) - 1;
        }

        for (var power = 0; ; power++)
        {
            var range = MatrixProduct.TimesTransposed(directions, a, parallelism, cancellationToken);
            Orthonormalise(range, cancellationToken);
            directions = MatrixProduct.TimesTransposed(range, transposed, parallelism, cancellationToken);
            if (power == powers)
            {
                break;
            }

            Orthonormalise(directions, cancellationToken);
        }

        // Now A ≈ rangeᵀ · directions.
        var svd = SingularValues.Of(directions, cancellationToken);
        return (svd.Values[..components], svd.Right.TakeRows([.. Enumerable.Range(0, components)]));
    }

    // Gram and Schmidt, every row twice; a row that depends on those before it becomes zeros.
    private static void Orthonormalise(DenseMatrix rows, CancellationToken cancellationToken)
    {
        for (var i = 0; i < rows.Rows; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var row = rows.Row(i);
            var before = FixedOrder.Norm(row);
            for (var pass = 0; pass < 2; pass++)
            {
                for (var j = 0; j < i; j++)
                {
                    ClassVector.AddScaled(rows.Row(j), -FixedOrder.Dot(rows.Row(j), row), row);
                }
            }

            var norm = FixedOrder.Norm(row);
            if (norm <= 1e-14 * before)
            {
                row.Clear();
            }
            else
            {
                TensorPrimitives.Divide(row, norm, row);
            }
        }
    }
}
