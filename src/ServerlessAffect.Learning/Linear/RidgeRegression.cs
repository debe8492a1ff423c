using System.Numerics.Tensors;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Linear;

/// <summary>Least squares with a penalty on the weights, scikit-learn's <c>Ridge</c>: minimises ‖y - Xw - b‖² + alpha ‖w‖²; the intercept is not regularised.</summary>
public sealed class RidgeRegression
{
    /// <summary>Strength of the regularisation, above 0.</summary>
    public double Alpha { get; init; } = 1;

    /// <summary>Threads at most.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <param name="x">[rows, columns].</param>
    /// <param name="y">[rows], targets.</param>
    /// <param name="cancellationToken">Looked at all along.</param>
    /// <exception cref="AffectException">Rows and targets do not match or are not finite.</exception>
    public RegressionModel Fit(DenseMatrix x, double[] y, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Alpha);
        if (x.Rows != y.Length || y.Length == 0 || !TensorPrimitives.IsFiniteAll<double>(x.Values) || !TensorPrimitives.IsFiniteAll<double>(y))
        {
            throw new AffectException(ErrorCodes.InvalidData, $"Expected one finite target for each of one or more rows of finite values; got {x.Rows} rows and {y.Length} targets. Mend or drop the others.");
        }

        var mean = ColumnMeans.Of(x);
        var target = FixedOrder.Sum(y) / y.Length;
        var centred = new DenseMatrix(x.Rows, x.Columns);
        for (var i = 0; i < x.Rows; i++)
        {
            TensorPrimitives.Subtract(x.Row(i), mean, centred.Row(i));
        }

        var weights = x.Columns <= x.Rows ? Primal(centred, y, target, cancellationToken) : Dual(centred, y, target, cancellationToken);
        return new RegressionModel(weights, target - FixedOrder.Dot(mean, weights));
    }

    // (XᵀX + alpha I) w = Xᵀ y.
    private double[] Primal(DenseMatrix x, double[] y, double target, CancellationToken cancellationToken)
    {
        var system = Regularised(x.Transpose(), cancellationToken);
        var right = new DenseMatrix(x.Columns, 1);
        for (var i = 0; i < x.Rows; i++)
        {
            ClassVector.AddScaled(x.Row(i), y[i] - target, right.Values);
        }

        system.Solve(right);
        return right.Values;
    }

    // w = Xᵀ (XXᵀ + alpha I)⁻¹ y, which is smaller where there are more columns than rows.
    private double[] Dual(DenseMatrix x, double[] y, double target, CancellationToken cancellationToken)
    {
        var right = new DenseMatrix(x.Rows, 1, Array.ConvertAll(y, v => v - target));
        Regularised(x, cancellationToken).Solve(right);
        var weights = new double[x.Columns];
        for (var i = 0; i < x.Rows; i++)
        {
            ClassVector.AddScaled(x.Row(i), right.Values[i], weights);
        }

        return weights;
    }

    private Cholesky Regularised(DenseMatrix a, CancellationToken cancellationToken)
    {
        var system = MatrixProduct.WithItself(a, Parallelism, cancellationToken);
        for (var i = 0; i < system.Rows; i++)
        {
            system[i, i] += Alpha;
        }

        return Cholesky.Factor(system, Parallelism, cancellationToken);
    }
}
