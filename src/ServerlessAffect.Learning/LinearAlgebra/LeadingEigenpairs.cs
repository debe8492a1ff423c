using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;

namespace ServerlessAffect.Learning.LinearAlgebra;

/// <summary>The largest eigenvalues of a symmetric operator and their vectors, by subspace iteration with Chebyshev filters (Zhou, Saad, Tiago and Chelikowsky 2006).</summary>
/// <remarks>
/// A block of a few vectors more than are wanted is multiplied at once, so that values that come more than once are found as often, and products are those of matrices. A filter is a
/// polynomial of the operator that is small on what is not wanted. Small operators are decomposed whole. The same bits for any number of threads.
/// </remarks>
internal sealed class LeadingEigenpairs
{
    private const int Whole = 256;
    private const int Spare = 4;
    private const int MaxProducts = 10_000;
    private const int MaxDegree = 200;
    private const double Tolerance = 1e-9;

    private LeadingEigenpairs(double[] values, DenseMatrix vectors) => (Values, Vectors) = (values, vectors);

    /// <summary>Descending.</summary>
    internal double[] Values { get; }

    /// <summary>[count, size]: row i belongs to value i and has length 1; the sign is arbitrary.</summary>
    internal DenseMatrix Vectors { get; }

    /// <param name="a">The operator.</param>
    /// <param name="count">How many, from 1 to its size.</param>
    /// <param name="least">No eigenvalue is less.</param>
    /// <param name="parallelism">Threads at most.</param>
    /// <param name="progress">Told after every filter; the criterion is the longest residual, as a share of the largest value.</param>
    /// <param name="cancellationToken">Looked at before every product.</param>
    internal static LeadingEigenpairs Of(
        ISymmetricOperator a, int count, double least, int parallelism, IProgress<FitProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, a.Size);
        var width = count + Spare;
        if (a.Size <= Whole || a.Size < 4 * width)
        {
            return OfWhole(a, count, parallelism, cancellationToken);
        }

        var random = new SeededRandom(width);
        var rows = new DenseMatrix(width, a.Size);
        Randomise(rows.Values, random);
        var (products, product) = (0, new DenseMatrix(a.Size, width));
        while (true)
        {
            Orthonormalise(rows, random);
            a.Multiply(rows.Transpose(), product, parallelism, cancellationToken);
            var (values, images) = (new double[width], product.Transpose());
            (values, rows, images) = Ritz(rows, images, parallelism, cancellationToken);
            var scale = Math.Max(Math.Abs(values[0]), double.Epsilon);
            var residual = LongestResidual(values, rows, images, count) / scale;
            products++;
            progress?.Report(new FitProgress(products, MaxProducts, residual, residual <= Tolerance));
            if (residual <= Tolerance || products >= MaxProducts)
            {
                return new LeadingEigenpairs(values[..count], rows.TakeRows([.. Enumerable.Range(0, count)]));
            }

            (rows, var degree) = Filter(a, rows, values, count, least, parallelism, cancellationToken);
            products += degree;
        }
    }

    private static LeadingEigenpairs OfWhole(ISymmetricOperator a, int count, int parallelism, CancellationToken cancellationToken)
    {
        var (unit, whole) = (new DenseMatrix(a.Size, a.Size), new DenseMatrix(a.Size, a.Size));
        for (var i = 0; i < a.Size; i++)
        {
            unit[i, i] = 1;
        }

        a.Multiply(unit, whole, parallelism, cancellationToken);
        var eigen = SymmetricEigen.Of(whole, parallelism, cancellationToken);
        int[] order = [.. Enumerable.Range(1, count).Select(i => a.Size - i)];
        return new LeadingEigenpairs([.. order.Select(i => eigen.Values[i])], eigen.Vectors.TakeRows(order));
    }

    // The best vectors within the span of the rows.
    private static (double[] Values, DenseMatrix Rows, DenseMatrix Images) Ritz(DenseMatrix rows, DenseMatrix images, int parallelism, CancellationToken cancellationToken)
    {
        var width = rows.Rows;
        var eigen = SymmetricEigen.Of(MatrixProduct.TimesTransposed(rows, images, parallelism, cancellationToken), parallelism: 1, cancellationToken);
        int[] order = [.. Enumerable.Range(1, width).Select(i => width - i)];
        var turn = eigen.Vectors.TakeRows(order);
        var (turnedRows, turnedImages) = (new DenseMatrix(width, rows.Columns), new DenseMatrix(width, rows.Columns));
        PanelProduct.Add(turn, 0, width, width, rows, rows.Columns, turnedRows, 0);
        PanelProduct.Add(turn, 0, width, width, images, rows.Columns, turnedImages, 0);
        return ([.. order.Select(i => eigen.Values[i])], turnedRows, turnedImages);
    }

    private static double LongestResidual(double[] values, DenseMatrix rows, DenseMatrix images, int count)
    {
        var longest = 0.0;
        for (var i = 0; i < count; i++)
        {
            ClassVector.AddScaled(rows.Row(i), -values[i], images.Row(i));
            longest = Math.Max(longest, FixedOrder.Norm(images.Row(i)));
        }

        return longest;
    }

    // Small between the least value and the last of the block, and growing as a Chebyshev polynomial grows beyond; 1 at the largest value.
    private static (DenseMatrix Rows, int Degree) Filter(
        ISymmetricOperator a, DenseMatrix rows, double[] values, int count, double least, int parallelism, CancellationToken cancellationToken)
    {
        var cut = Math.Max(values[^1], least);
        var (half, middle) = (Math.Max((cut - least) / 2, 1e-12 * Math.Abs(values[0])), (cut + least) / 2);
        var degree = Degree((values[0] - middle) / half, (values[count - 1] - middle) / half);
        var (before, now) = (rows.Transpose(), new DenseMatrix(rows.Columns, rows.Rows));
        var ratio = half / (values[0] - middle);
        var (first, sigma) = (ratio, ratio);
        a.Multiply(before, now, parallelism, cancellationToken);
        Combine(now, before, middle, sigma / half, before, 0);
        var next = new DenseMatrix(rows.Columns, rows.Rows);
        for (var i = 2; i <= degree; i++)
        {
            var sigmaNext = 1 / ((2 / first) - sigma);
            a.Multiply(now, next, parallelism, cancellationToken);
            Combine(next, now, middle, 2 * sigmaNext / half, before, sigma * sigmaNext);
            (before, now, next, sigma) = (now, next, before, sigmaNext);
        }

        return (now.Transpose(), degree);
    }

    // Enough to bring what is wanted forward ten thousandfold, but not so much that the largest value drowns the others.
    private static int Degree(double largest, double wanted)
    {
        var growth = Math.Acosh(Math.Max(wanted, 1 + 1e-12));
        var most = Math.Min(MaxDegree, 25 / Math.Acosh(Math.Max(largest, 1 + 1e-12)));
        return (int)Math.Clamp(Math.Ceiling(9 / growth), 2, Math.Max(2, most));
    }

    // product ← (product - middle · x) · factor - share · before.
    private static void Combine(DenseMatrix product, DenseMatrix x, double middle, double factor, DenseMatrix before, double share)
    {
        ClassVector.AddScaled(x.Values, -middle, product.Values);
        TensorPrimitives.Multiply(product.Values, factor, product.Values);
        if (share != 0)
        {
            ClassVector.AddScaled(before.Values, -share, product.Values);
        }
    }

    private static void Orthonormalise(DenseMatrix rows, SeededRandom random)
    {
        for (var i = 0; i < rows.Rows; i++)
        {
            var row = rows.Row(i);
            for (var length = FixedOrder.Norm(row); ;)
            {
                // Twice is enough (Kahan and Parlett).
                for (var pass = 0; pass < 2; pass++)
                {
                    for (var j = 0; j < i; j++)
                    {
                        ClassVector.AddScaled(rows.Row(j), -FixedOrder.Dot(rows.Row(j), row), row);
                    }
                }

                var left = FixedOrder.Norm(row);
                if (left > 1e-12 * length)
                {
                    TensorPrimitives.Divide(row, left, row);
                    break;
                }

                Randomise(row, random);
                length = FixedOrder.Norm(row);
            }
        }
    }

    private static void Randomise(Span<double> values, SeededRandom random)
    {
        foreach (ref var value in values)
        {
            value = (2 * random.NextDouble()) - 1;
        }
    }
}
