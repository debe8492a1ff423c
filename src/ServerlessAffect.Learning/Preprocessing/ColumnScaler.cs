namespace ServerlessAffect.Learning.Preprocessing;

/// <summary>What the fitted scalers of columns share.</summary>
public abstract class ColumnScaler
{
    private protected ColumnScaler()
    {
    }

    /// <summary>Number of columns that were fitted.</summary>
    public abstract int Columns { get; }

    /// <summary>A new matrix with every column scaled.</summary>
    public DenseMatrix Transform(DenseMatrix x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Columns != Columns)
        {
            throw new ArgumentException($"Expected the {Columns} columns that were fitted; got {x.Columns}.", nameof(x));
        }

        var result = new DenseMatrix(x.Rows, x.Columns);
        for (var row = 0; row < x.Rows; row++)
        {
            TransformRow(x.Row(row), result.Row(row));
        }

        return result;
    }

    private protected abstract void TransformRow(ReadOnlySpan<double> row, Span<double> destination);

    private protected static double OneWhereZero(double scale) => scale == 0 ? 1 : scale;

    private protected static void RequireRows(DenseMatrix x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rows == 0)
        {
            throw new ArgumentException("Expected one row at least to fit a scaler.", nameof(x));
        }
    }
}
