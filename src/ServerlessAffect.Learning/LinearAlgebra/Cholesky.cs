using System.Numerics.Tensors;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Numerics;

namespace ServerlessAffect.Learning.LinearAlgebra;

/// <summary>A = L Lᵀ of a symmetric positive definite matrix, in blocks, and what is solved with it. The bits do not depend on the number of threads.</summary>
internal sealed class Cholesky
{
    private const int Block = 64;

    private readonly DenseMatrix _l;

    private Cholesky(DenseMatrix l) => _l = l;

    /// <param name="a">[n, n], of which the lower half is read; overwritten and kept.</param>
    /// <param name="parallelism">Threads at most.</param>
    /// <param name="cancellationToken">Looked at after every 64 columns.</param>
    /// <exception cref="AffectException">The matrix is not positive definite to working precision.</exception>
    internal static Cholesky Factor(DenseMatrix a, int parallelism, CancellationToken cancellationToken)
    {
        var n = a.Rows;
        for (var start = 0; start < n; start += Block)
        {
            var width = Math.Min(Block, n - start);
            Update(a, start, width, start, width, parallelism: 1, cancellationToken);
            FactorDiagonal(a, start, width);
            var below = start + width;
            Update(a, below, n - below, start, width, parallelism, cancellationToken);
            RowBlocks.Run(n - below, Block, parallelism, (_, first, count) =>
            {
                for (var i = below + first; i < below + first + count; i++)
                {
                    SolveRow(a, i, start, width);
                }
            }, cancellationToken);
        }

        return new Cholesky(a);
    }

    /// <summary>Overwrites <paramref name="b"/> [n, m] with A⁻¹ B.</summary>
    internal void Solve(DenseMatrix b)
    {
        SolveLower(b);
        for (var i = _l.Rows - 1; i >= 0; i--)
        {
            var row = b.Row(i);
            Scale(row, 1 / _l[i, i]);
            var factors = _l.Row(i);
            for (var j = 0; j < i; j++)
            {
                ClassVector.AddScaled(row, -factors[j], b.Row(j));
            }
        }
    }

    /// <summary>Overwrites <paramref name="b"/> [n, m] with L⁻¹ B.</summary>
    internal void SolveLower(DenseMatrix b)
    {
        for (var i = 0; i < _l.Rows; i++)
        {
            var row = b.Row(i);
            var factors = _l.Row(i);
            for (var j = 0; j < i; j++)
            {
                ClassVector.AddScaled(b.Row(j), -factors[j], row);
            }

            Scale(row, 1 / factors[i]);
        }
    }

    // Takes off what the columns before start account for.
    private static void Update(DenseMatrix a, int first, int count, int start, int width, int parallelism, CancellationToken cancellationToken) =>
        RowBlocks.Run(count, Block, parallelism, (_, from, rows) =>
        {
            var products = new double[rows * width];
            MatrixProduct.Accumulate(a, first + from, rows, a, start, width, start, products, width);
            for (var i = 0; i < rows; i++)
            {
                var row = a.Row(first + from + i).Slice(start, width);
                TensorPrimitives.Subtract(row, products.AsSpan(i * width, width), row);
            }
        }, cancellationToken);

    private static void FactorDiagonal(DenseMatrix a, int start, int width)
    {
        for (var i = start; i < start + width; i++)
        {
            SolveRow(a, i, start, i - start);
            var done = a.Row(i)[start..i];
            var pivot = a[i, i] - FixedOrder.SumOfSquares(done);
            if (!(pivot > 0) || !double.IsFinite(pivot))
            {
                throw new AffectException(
                    ErrorCodes.InvalidData, $"Expected rows that are different enough to be told apart; row {i} of {a.Rows} depends on those before it. Raise the regularisation or leave out repeats.");
            }

            a[i, i] = Math.Sqrt(pivot);
        }
    }

    private static void SolveRow(DenseMatrix a, int i, int start, int width)
    {
        var row = a.Row(i);
        for (var j = start; j < start + width; j++)
        {
            row[j] = (row[j] - FixedOrder.Dot(row[start..j], a.Row(j)[start..j])) / a[j, j];
        }
    }

    private static void Scale(Span<double> row, double factor) => TensorPrimitives.Multiply(row, factor, row);
}
