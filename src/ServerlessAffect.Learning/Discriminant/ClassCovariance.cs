using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.LinearAlgebra;
using ServerlessAffect.Learning.Preprocessing;

namespace ServerlessAffect.Learning.Discriminant;

/// <summary>The shrunk covariance of the rows of one class, population variance.</summary>
internal static class ClassCovariance
{
    /// <summary>Adds share times the covariance of <paramref name="rows"/> to <paramref name="sum"/>, [columns, columns].</summary>
    internal static void Add(DenseMatrix rows, Shrinkage shrinkage, double share, DenseMatrix sum, int parallelism, CancellationToken cancellationToken)
    {
        var scaler = StandardScaler.Fit(rows);
        var scaled = scaler.Transform(rows);
        if (shrinkage.Amount is not null)
        {
            // A fixed amount applies to the columns as they are.
            for (var i = 0; i < scaled.Rows; i++)
            {
                TensorPrimitives.Multiply(scaled.Row(i), scaler.Scale, scaled.Row(i));
            }
        }

        var covariance = MatrixProduct.WithItself(scaled.Transpose(), parallelism, cancellationToken);
        TensorPrimitives.Divide(covariance.Values, rows.Rows, covariance.Values);
        var mean = 0.0;
        for (var j = 0; j < covariance.Rows; j++)
        {
            mean += covariance[j, j] / covariance.Rows;
        }

        var amount = shrinkage.Amount ?? LedoitWolf(scaled, covariance, mean);
        for (var i = 0; i < covariance.Rows; i++)
        {
            var to = sum.Row(i);
            var from = covariance.Row(i);
            for (var j = 0; j < to.Length; j++)
            {
                var value = ((1 - amount) * from[j]) + (i == j ? amount * mean : 0);
                to[j] += share * value * (shrinkage.Amount is null ? scaler.Scale[i] * scaler.Scale[j] : 1);
            }
        }
    }

    // x is centred.
    private static double LedoitWolf(DenseMatrix x, DenseMatrix covariance, double mean)
    {
        if (x.Columns == 1)
        {
            return 0;
        }

        var fourth = 0.0;
        for (var i = 0; i < x.Rows; i++)
        {
            var square = FixedOrder.SumOfSquares(x.Row(i));
            fourth += square * square;
        }

        var (n, p) = ((double)x.Rows, (double)x.Columns);
        var squares = FixedOrder.SumOfSquares(covariance.Values);
        var spread = (squares - (p * mean * mean)) / p;
        var error = Math.Min(((fourth / n) - squares) / (p * n), spread);
        return error == 0 ? 0 : error / spread;
    }
}
