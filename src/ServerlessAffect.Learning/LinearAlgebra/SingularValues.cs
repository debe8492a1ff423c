using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;

namespace ServerlessAffect.Learning.LinearAlgebra;

/// <summary>The thin singular value decomposition A = U S Vᵀ by one-sided Jacobi rotations: small singular values come out to full relative precision.</summary>
/// <remarks>Pairs of columns (of rows, where A is wider than tall) are rotated until all are at right angles (Hestenes). It costs about ten sweeps of
/// min(m, n)² max(m, n) multiplications, so it is meant for some hundreds of columns.</remarks>
internal sealed class SingularValues
{
    private const double Tolerance = 1e-15;
    private const int MaxSweeps = 60;

    private SingularValues(DenseMatrix left, double[] values, DenseMatrix right) => (Left, Values, Right) = (left, values, right);

    /// <summary>Uᵀ, [min(m, n), m]; a row of zeros where the value is 0.</summary>
    internal DenseMatrix Left { get; }

    /// <summary>Descending.</summary>
    internal double[] Values { get; }

    /// <summary>Vᵀ, [min(m, n), n]; a row of zeros where the value is 0 and A is wider than tall.</summary>
    internal DenseMatrix Right { get; }

    internal static SingularValues Of(DenseMatrix a, CancellationToken cancellationToken)
    {
        if (a.Rows >= a.Columns)
        {
            var (left, values, right) = OfTall(a.Transpose(), cancellationToken);
            return new SingularValues(left, values, right);
        }

        var (rightOfWide, valuesOfWide, leftOfWide) = OfTall(new DenseMatrix(a.Rows, a.Columns, (double[])a.Values.Clone()), cancellationToken);
        return new SingularValues(leftOfWide, valuesOfWide, rightOfWide);
    }

    // w holds the columns as rows, [n, m]; it becomes Uᵀ.
    private static (DenseMatrix Left, double[] Values, DenseMatrix Right) OfTall(DenseMatrix w, CancellationToken cancellationToken)
    {
        var n = w.Rows;
        var v = new DenseMatrix(n, n);
        for (var i = 0; i < n; i++)
        {
            v[i, i] = 1;
        }

        for (var (sweep, rotated) = (0, true); rotated && sweep < MaxSweeps; sweep++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            rotated = false;
            for (var p = 0; p < n - 1; p++)
            {
                for (var q = p + 1; q < n; q++)
                {
                    rotated |= Rotate(w, v, p, q);
                }
            }
        }

        var norms = new double[n];
        for (var i = 0; i < n; i++)
        {
            norms[i] = FixedOrder.Norm(w.Row(i));
        }

        int[] order = [.. Enumerable.Range(0, n).OrderByDescending(i => norms[i])];
        var left = w.TakeRows(order);
        for (var i = 0; i < n; i++)
        {
            TensorPrimitives.Divide(left.Row(i), norms[order[i]] == 0 ? 1 : norms[order[i]], left.Row(i));
        }

        return (left, [.. order.Select(i => norms[i])], v.TakeRows(order));
    }

    private static bool Rotate(DenseMatrix w, DenseMatrix v, int p, int q)
    {
        var (alpha, beta, gamma) = (FixedOrder.SumOfSquares(w.Row(p)), FixedOrder.SumOfSquares(w.Row(q)), FixedOrder.Dot(w.Row(p), w.Row(q)));
        if (Math.Abs(gamma) <= Tolerance * Math.Sqrt(alpha * beta) || gamma == 0)
        {
            return false;
        }

        var zeta = (beta - alpha) / (2 * gamma);
        var t = Math.CopySign(1, zeta) / (Math.Abs(zeta) + Math.Sqrt(1 + (zeta * zeta)));
        var cosine = 1 / Math.Sqrt(1 + (t * t));
        Turn(w.Row(p), w.Row(q), cosine, cosine * t);
        Turn(v.Row(p), v.Row(q), cosine, cosine * t);
        return true;
    }

    private static void Turn(Span<double> p, Span<double> q, double cosine, double sine)
    {
        for (var i = 0; i < p.Length; i++)
        {
            (p[i], q[i]) = ((cosine * p[i]) - (sine * q[i]), (sine * p[i]) + (cosine * q[i]));
        }
    }
}
