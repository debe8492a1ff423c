using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Kernels;

/// <summary>What a kernel says of every pair of some rows, [rows, rows], symmetric.</summary>
/// <remarks>
/// The expensive part, the inner products, depends on the rows alone: made once, it serves every kernel and gamma (<see cref="Apply"/>), every split of rows that are scaled without
/// regard to the split (<see cref="Take"/>), and all of a learner's binary problems. 8 bytes a pair: 1,290 rows take 13 MB, 6,000 rows 288 MB.
/// </remarks>
public sealed class GramMatrix
{
    private readonly DenseMatrix _values;

    private GramMatrix(DenseMatrix values) => _values = values;

    /// <summary>Number of rows that it compares.</summary>
    public int Rows => _values.Rows;

    public double this[int row, int other] => _values[row, other];

    /// <summary>Inner products: the linear kernel.</summary>
    /// <param name="x">[rows, columns].</param>
    /// <param name="parallelism">Threads at most; the result does not depend on it.</param>
    /// <param name="cancellationToken">Looked at every 64 rows.</param>
    public static GramMatrix Products(DenseMatrix x, int parallelism = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        return new GramMatrix(MatrixProduct.WithItself(x, parallelism, cancellationToken));
    }

    /// <summary>The values of a kernel between all of <paramref name="x"/>.</summary>
    /// <inheritdoc cref="Products"/>
    public static GramMatrix Of(DenseMatrix x, Kernel kernel, int parallelism = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        var products = Products(x, parallelism, cancellationToken);
        products.Fill(kernel, products._values);
        return products;
    }

    /// <summary>Values of a kernel between rows and other rows, [x.Rows, others.Rows].</summary>
    public static DenseMatrix Between(DenseMatrix x, DenseMatrix others, Kernel kernel, int parallelism = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(others);
        ArgumentNullException.ThrowIfNull(kernel);
        if (x.Columns != others.Columns)
        {
            throw new ArgumentException($"Expected rows of {others.Columns} columns; got {x.Columns}.", nameof(x));
        }

        var products = MatrixProduct.TimesTransposed(x, others, parallelism, cancellationToken);
        var norms = SquaredNorms(others);
        for (var i = 0; i < x.Rows; i++)
        {
            kernel.Apply(products.Row(i), FixedOrder.SumOfSquares(x.Row(i)), norms);
        }

        return products;
    }

    /// <summary>x · x of every row.</summary>
    internal static double[] SquaredNorms(DenseMatrix x)
    {
        var norms = new double[x.Rows];
        for (var i = 0; i < norms.Length; i++)
        {
            norms[i] = FixedOrder.SumOfSquares(x.Row(i));
        }

        return norms;
    }

    /// <summary>Values of row <paramref name="row"/> with every row.</summary>
    public ReadOnlySpan<double> Row(int row) => _values.Row(row);

    /// <summary>A kernel's values where this holds inner products (<see cref="Products"/>).</summary>
    public GramMatrix Apply(Kernel kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        var result = new DenseMatrix(Rows, Rows);
        _values.Values.CopyTo(result.Values, 0);
        Fill(kernel, result);
        return new GramMatrix(result);
    }

    /// <summary>The values among some of the rows, in the order given.</summary>
    public GramMatrix Take(ReadOnlySpan<int> rows) => new(Take(rows, rows));

    /// <summary>The values between some rows and others, [rows, others], as <see cref="DualModel.Scores"/> wants them.</summary>
    public DenseMatrix Take(ReadOnlySpan<int> rows, ReadOnlySpan<int> others)
    {
        var taken = new DenseMatrix(rows.Length, others.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            var from = _values.Row(rows[i]);
            var to = taken.Row(i);
            for (var j = 0; j < to.Length; j++)
            {
                to[j] = from[others[j]];
            }
        }

        return taken;
    }

    internal DenseMatrix Copy() => new(Rows, Rows, (double[])_values.Values.Clone());

    private void Fill(Kernel kernel, DenseMatrix destination)
    {
        var norms = new double[Rows];
        for (var i = 0; i < norms.Length; i++)
        {
            norms[i] = _values[i, i];
        }

        for (var i = 0; i < norms.Length; i++)
        {
            kernel.Apply(destination.Row(i), norms[i], norms);
        }
    }
}
