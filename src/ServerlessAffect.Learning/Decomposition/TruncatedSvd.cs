using System.Numerics.Tensors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Decomposition;

/// <summary>The strongest directions of a sparse table that is not centred: latent semantic analysis of term weights; scikit-learn's <c>TruncatedSVD</c>. The table is never made dense.</summary>
/// <remarks>Halko, Martinsson, Tropp (2011): a random range, sharpened by power iterations, and the small decomposition inside it. The largest loading of every direction is positive.</remarks>
public sealed class TruncatedSvd
{
    private const int Oversampling = 10;
    private const int PowerIterations = 5;

    private TruncatedSvd(DenseMatrix components, double[] singularValues) => (Components, SingularValues) = (components, singularValues);

    /// <summary>[components, columns], each of length 1, the strongest first.</summary>
    public DenseMatrix Components { get; }

    /// <summary>[components], descending.</summary>
    public double[] SingularValues { get; }

    /// <param name="x">[rows, columns].</param>
    /// <param name="components">From 1 to the smaller of rows and columns.</param>
    /// <param name="randomState">Seed of the random range.</param>
    /// <param name="cancellationToken">Looked at after every pass over the table.</param>
    public static TruncatedSvd Fit(CsrMatrix x, int components, int randomState = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentOutOfRangeException.ThrowIfLessThan(components, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(components, Math.Min(x.Rows, x.Columns));
        var width = Math.Min(components + Oversampling, Math.Min(x.Rows, x.Columns));
        var (random, range) = (new SeededRandom(randomState), new DenseMatrix(x.Columns, width));
        for (var i = 0; i < range.Values.Length; i++)
        {
            range.Values[i] = (2 * random.NextDouble()) - 1;
        }

        var image = Multiply(x, range);
        for (var pass = 0; pass < PowerIterations; pass++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            image = Multiply(x, Orthonormal(MultiplyTransposed(x, Orthonormal(image))));
        }

        cancellationToken.ThrowIfCancellationRequested();

        // B = Qᵀ X, [width, columns]: its right singular vectors are those of X within the range.
        var svd = LinearAlgebra.SingularValues.Of(MultiplyTransposed(x, Orthonormal(image)).Transpose(), cancellationToken);
        var directions = svd.Right.TakeRows([.. Enumerable.Range(0, components)]);
        for (var c = 0; c < components; c++)
        {
            var row = directions.Row(c);
            if (row[TensorPrimitives.IndexOfMaxMagnitude<double>(row)] < 0)
            {
                TensorPrimitives.Negate(row, row);
            }
        }

        return new TruncatedSvd(directions, svd.Values[..components]);
    }

    /// <summary>Scores along the directions, [rows, components].</summary>
    /// <exception cref="ArgumentException">The rows have another number of columns.</exception>
    public DenseMatrix Transform(CsrMatrix x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Columns == Components.Columns
            ? Multiply(x, Components.Transpose())
            : throw new ArgumentException($"Expected the {Components.Columns} columns that were fitted; got {x.Columns}.", nameof(x));
    }

    private static DenseMatrix Multiply(CsrMatrix x, DenseMatrix right)
    {
        var product = new DenseMatrix(x.Rows, right.Columns);
        for (var i = 0; i < x.Rows; i++)
        {
            var columns = x.RowIndices(i);
            var values = x.RowValues(i);
            for (var e = 0; e < columns.Length; e++)
            {
                ClassVector.AddScaled(right.Row(columns[e]), values[e], product.Row(i));
            }
        }

        return product;
    }

    private static DenseMatrix MultiplyTransposed(CsrMatrix x, DenseMatrix right)
    {
        var product = new DenseMatrix(x.Columns, right.Columns);
        for (var i = 0; i < x.Rows; i++)
        {
            var columns = x.RowIndices(i);
            var values = x.RowValues(i);
            for (var e = 0; e < columns.Length; e++)
            {
                ClassVector.AddScaled(right.Row(i), values[e], product.Row(columns[e]));
            }
        }

        return product;
    }

    // Gram-Schmidt on the columns, twice: once loses what rounding took where columns are nearly alike.
    private static DenseMatrix Orthonormal(DenseMatrix columns)
    {
        var w = columns.Transpose();
        for (var i = 0; i < w.Rows; i++)
        {
            var row = w.Row(i);
            for (var turn = 0; turn < 2; turn++)
            {
                for (var j = 0; j < i; j++)
                {
                    ClassVector.AddScaled(w.Row(j), -FixedOrder.Dot(w.Row(j), row), row);
                }
            }

            var norm = FixedOrder.Norm(row);
            TensorPrimitives.Divide(row, norm > 1e-12 ? norm : double.PositiveInfinity, row);
        }

        return w.Transpose();
    }
}
