using System.Numerics.Tensors;

namespace ServerlessAffect.Learning.LinearAlgebra;

/// <summary>All eigenvalues and eigenvectors of a symmetric matrix: Householder reduction to a tridiagonal one, then implicit QL.</summary>
/// <remarks>About 2,000 rows take seconds; where a few vectors of many are wanted, <see cref="SmallestEigenpairs"/> is faster. The bits do not depend on the number of threads.</remarks>
internal sealed class SymmetricEigen
{
    private SymmetricEigen(double[] values, DenseMatrix vectors) => (Values, Vectors) = (values, vectors);

    /// <summary>[n], ascending.</summary>
    internal double[] Values { get; }

    /// <summary>[n, n]: row i belongs to value i and has length 1; the sign is arbitrary.</summary>
    internal DenseMatrix Vectors { get; }

    /// <param name="a">[n, n] of finite values, of which the lower half is read; not changed.</param>
    /// <param name="parallelism">Threads at most.</param>
    /// <param name="cancellationToken">Looked at all along.</param>
    internal static SymmetricEigen Of(DenseMatrix a, int parallelism, CancellationToken cancellationToken)
    {
        if (a.Rows != a.Columns)
        {
            throw new ArgumentException($"Expected a square matrix; got {a.Rows} x {a.Columns}.", nameof(a));
        }

        var (reduced, scale) = Scaled(a);
        var tridiagonal = Tridiagonal.Of(reduced, parallelism, cancellationToken);
        var basis = tridiagonal.TransposedBasis(parallelism, cancellationToken);
        var values = tridiagonal.Diagonal;
        ImplicitQl.Solve(values, tridiagonal.OffDiagonal, new RotationSweeps(basis, parallelism, cancellationToken), cancellationToken);
        var order = new int[values.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(values, order);
        TensorPrimitives.Multiply(values, scale, values);
        return new SymmetricEigen(values, basis.TakeRows(order));
    }

    // Largest magnitude 1, so that no square overflows.
    private static (DenseMatrix Scaled, double Scale) Scaled(DenseMatrix a)
    {
        var scale = 0.0;
        for (var i = 0; i < a.Rows; i++)
        {
            scale = Math.Max(scale, Math.Abs(TensorPrimitives.MaxMagnitude<double>(a.Row(i)[..(i + 1)])));
        }

        if (!double.IsFinite(scale))
        {
            throw new ArgumentException("Expected a matrix of finite values; got one that holds infinity or NaN.", nameof(a));
        }

        var copy = new DenseMatrix(a.Rows, a.Rows, (double[])a.Values.Clone());
        TensorPrimitives.Divide(copy.Values, scale == 0 ? 1 : scale, copy.Values);
        return (copy, scale);
    }
}
