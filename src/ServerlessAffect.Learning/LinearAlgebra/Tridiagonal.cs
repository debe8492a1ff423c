using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;

namespace ServerlessAffect.Learning.LinearAlgebra;

/// <summary>A = Q T Qᵀ of a symmetric matrix, T tridiagonal, by Householder reflections from the last row up, in panels (LAPACK's <c>sytrd</c>).</summary>
/// <remarks>Half of the work is one pass over the matrix a row, bound by memory; the other half, and Q, are products of panels. The bits do not depend on the number of threads.</remarks>
internal sealed class Tridiagonal
{
    private const int Panel = 32;
    private const int Block = 64;

    private readonly DenseMatrix _reflectors;
    private readonly double[] _tau;

    private Tridiagonal(DenseMatrix reflectors)
    {
        _reflectors = reflectors;
        _tau = new double[reflectors.Rows];
        Diagonal = new double[reflectors.Rows];
        OffDiagonal = new double[reflectors.Rows];
    }

    /// <summary>[n].</summary>
    internal double[] Diagonal { get; }

    /// <summary>[n]: element i stands between i and i + 1; the last is 0.</summary>
    internal double[] OffDiagonal { get; }

    /// <param name="a">[n, n], of which the lower half is read; overwritten and kept.</param>
    /// <param name="parallelism">Threads at most.</param>
    /// <param name="cancellationToken">Looked at every 32 rows and oftener.</param>
    internal static Tridiagonal Of(DenseMatrix a, int parallelism, CancellationToken cancellationToken)
    {
        var result = new Tridiagonal(a);
        var n = a.Rows;
        var (v, w) = (new DenseMatrix(Panel, n), new DenseMatrix(Panel, n));
        for (var high = n - 1; high >= 1; high -= Panel)
        {
            var low = Math.Max(1, high - Panel + 1);
            for (var j = high; j >= low; j--)
            {
                result.Reflect(j, high - j, v, w);
            }

            UpdateLeading(a, low, high - low + 1, v, w, parallelism, cancellationToken);
        }

        if (n > 0)
        {
            result.Diagonal[0] = a[0, 0];
        }

        return result;
    }

    /// <summary>Qᵀ, [n, n].</summary>
    internal DenseMatrix TransposedBasis(int parallelism, CancellationToken cancellationToken)
    {
        var n = _reflectors.Rows;
        var basis = new DenseMatrix(n, n);
        for (var i = 0; i < n; i++)
        {
            basis[i, i] = 1;
        }

        // Qᵀ = H₂ H₃ … Hₙ₋₁, where reflector j is at home in the first j places, so that the product grows from the upper left.
        for (var first = 2; first < n; first += Panel)
        {
            var count = Math.Min(Panel, n - first);
            var v = new DenseMatrix(count, n);
            for (var p = 0; p < count; p++)
            {
                _reflectors.Row(first + p)[..(first + p)].CopyTo(v.Row(p));
            }

            var t = Compact(v, first, count);
            var size = first + count - 1;
            RowBlocks.Run(size, Block, parallelism, (_, from, rows) =>
            {
                var along = new DenseMatrix(rows, count);
                MatrixProduct.Accumulate(basis, from, rows, v, 0, count, size, along.Values, count);
                var back = new DenseMatrix(rows, count);
                PanelProduct.Add(along, 0, rows, count, t, count, back, 0);
                PanelProduct.Add(back, 0, rows, count, v, size, basis, from);
            }, cancellationToken);
        }

        return basis;
    }

    // -T of H_first … = 1 - Vᵀ T V.
    private DenseMatrix Compact(DenseMatrix v, int first, int count)
    {
        var t = new DenseMatrix(count, count);
        Span<double> along = stackalloc double[Panel];
        for (var c = 0; c < count; c++)
        {
            var tau = _tau[first + c];
            for (var r = 0; r < c; r++)
            {
                along[r] = FixedOrder.Dot(v.Row(r)[..(first + r)], v.Row(c)[..(first + r)]);
            }

            for (var r = 0; r < c; r++)
            {
                var sum = 0.0;
                for (var k = r; k < c; k++)
                {
                    sum += t[r, k] * along[k];
                }

                t[r, c] = -tau * sum;
            }

            t[c, c] = -tau;
        }

        return t;
    }

    // The p-th reflection of a panel clears row j but for the element beside the diagonal; A itself is brought up to date only as far as row j.
    private void Reflect(int j, int p, DenseMatrix v, DenseMatrix w)
    {
        var row = _reflectors.Row(j)[..(j + 1)];
        for (var q = 0; q < p; q++)
        {
            ClassVector.AddScaled(w.Row(q), -v[q, j], row);
            ClassVector.AddScaled(v.Row(q), -w[q, j], row);
        }

        Diagonal[j] = row[j];
        var reflector = v.Row(p);
        var along = w.Row(p);
        reflector.Clear();
        along.Clear();
        var (alpha, rest) = (row[j - 1], FixedOrder.SumOfSquares(row[..(j - 1)]));
        if (rest == 0)
        {
            OffDiagonal[j - 1] = alpha;
            row[..j].Clear();
            return;
        }

        var beta = -Math.CopySign(Math.Sqrt((alpha * alpha) + rest), alpha);
        OffDiagonal[j - 1] = beta;
        var tau = _tau[j] = (beta - alpha) / beta;
        TensorPrimitives.Divide(row[..(j - 1)], alpha - beta, row[..(j - 1)]);
        row[j - 1] = 1;
        row[..j].CopyTo(reflector);

        reflector = reflector[..j];
        along = along[..j];
        HalfMatrix.Times(_reflectors, reflector, along);
        for (var q = 0; q < p; q++)
        {
            var (byW, byV) = (FixedOrder.Dot(w.Row(q)[..j], reflector), FixedOrder.Dot(v.Row(q)[..j], reflector));
            ClassVector.AddScaled(v.Row(q), -byW, along);
            ClassVector.AddScaled(w.Row(q), -byV, along);
        }

        TensorPrimitives.Multiply(along, tau, along);
        ClassVector.AddScaled(reflector, -0.5 * tau * FixedOrder.Dot(along, reflector), along);
    }

    // A -= Vᵀ W + Wᵀ V in the first rows, of which the panel cleared none.
    private static void UpdateLeading(DenseMatrix a, int size, int count, DenseMatrix v, DenseMatrix w, int parallelism, CancellationToken cancellationToken)
    {
        var both = new DenseMatrix(2 * count, a.Columns);
        for (var p = 0; p < count; p++)
        {
            w.Row(p).CopyTo(both.Row(p));
            v.Row(p).CopyTo(both.Row(count + p));
        }

        RowBlocks.Run(size, Block, parallelism, (_, from, rows) =>
        {
            var factors = new DenseMatrix(rows, 2 * count);
            for (var i = 0; i < rows; i++)
            {
                for (var p = 0; p < count; p++)
                {
                    factors[i, p] = -v[p, from + i];
                    factors[i, count + p] = -w[p, from + i];
                }
            }

            PanelProduct.Add(factors, 0, rows, 2 * count, both, from + rows, a, from);
        }, cancellationToken);
    }
}
