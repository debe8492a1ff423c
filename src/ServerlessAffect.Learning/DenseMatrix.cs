namespace ServerlessAffect.Learning;

/// <summary>A row-major table of numbers, [rows, columns].</summary>
public sealed class DenseMatrix
{
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="values">[rows * columns], row after row; kept, not copied.</param>
    /// <exception cref="ArgumentException">The length is not rows * columns.</exception>
    public DenseMatrix(int rows, int columns, double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (values.Length != (long)rows * columns)
        {
            throw new ArgumentException($"Expected {rows} x {columns} = {(long)rows * columns} values; got {values.Length}.", nameof(values));
        }

        (Rows, Columns, Values) = (rows, columns, values);
    }

    public DenseMatrix(int rows, int columns)
        : this(rows, columns, new double[checked(rows * columns)])
    {
    }

    public int Rows { get; }

    public int Columns { get; }

    public double[] Values { get; }

    public double this[int row, int column]
    {
        get => Values[(row * Columns) + column];
        set => Values[(row * Columns) + column] = value;
    }

    public Span<double> Row(int row) => Values.AsSpan(row * Columns, Columns);

    /// <summary>A new matrix of the named rows, in the order given; a row may come more than once.</summary>
    public DenseMatrix TakeRows(ReadOnlySpan<int> rows)
    {
        var taken = new DenseMatrix(rows.Length, Columns);
        for (var i = 0; i < rows.Length; i++)
        {
            Row(rows[i]).CopyTo(taken.Row(i));
        }

        return taken;
    }

    /// <summary>A new matrix of the named columns, in the order given.</summary>
    public DenseMatrix TakeColumns(ReadOnlySpan<int> columns)
    {
        var taken = new DenseMatrix(Rows, columns.Length);
        for (var row = 0; row < Rows; row++)
        {
            var from = Row(row);
            var to = taken.Row(row);
            for (var j = 0; j < to.Length; j++)
            {
                to[j] = from[columns[j]];
            }
        }

        return taken;
    }

    /// <summary>A new matrix with rows and columns exchanged.</summary>
    public DenseMatrix Transpose()
    {
        var transposed = new DenseMatrix(Columns, Rows);
        for (var row = 0; row < Rows; row++)
        {
            var from = Row(row);
            for (var j = 0; j < from.Length; j++)
            {
                transposed[j, row] = from[j];
            }
        }

        return transposed;
    }
}
