using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Learning;

/// <summary>Selections of rows of a sparse matrix, for folds and splits.</summary>
public static class CsrRows
{
    /// <summary>A new matrix of the named rows, in the order given; a row may come more than once.</summary>
    public static CsrMatrix Take(CsrMatrix matrix, ReadOnlySpan<int> rows)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var starts = new int[rows.Length + 1];
        for (var i = 0; i < rows.Length; i++)
        {
            starts[i + 1] = checked(starts[i] + matrix.IndPtr[rows[i] + 1] - matrix.IndPtr[rows[i]]);
        }

        var columns = new int[starts[^1]];
        var values = new double[starts[^1]];
        for (var i = 0; i < rows.Length; i++)
        {
            matrix.RowIndices(rows[i]).CopyTo(columns.AsSpan(starts[i]));
            matrix.RowValues(rows[i]).CopyTo(values.AsSpan(starts[i]));
        }

        return new CsrMatrix(rows.Length, matrix.Columns, starts, columns, values);
    }
}
