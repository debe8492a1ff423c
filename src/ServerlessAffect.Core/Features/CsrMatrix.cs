namespace ServerlessAffect.Core.Features;

/// <summary>A sparse matrix in compressed sparse row form, as <c>scipy.sparse.csr_matrix</c>: row <c>i</c> holds the entries
/// <c>IndPtr[i] .. IndPtr[i + 1]</c> of <see cref="Indices"/> (columns, ascending within a row, no repeats) and <see cref="Values"/>.</summary>
public sealed class CsrMatrix
{
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="indPtr">[rows + 1], starts at 0, never falls, ends at the number of entries.</param>
    /// <param name="indices">[entries], column of each entry.</param>
    /// <param name="values">[entries].</param>
    /// <exception cref="ArgumentException">The arrays do not fit together; the arrays are kept, not copied.</exception>
    public CsrMatrix(int rows, int columns, int[] indPtr, int[] indices, double[] values)
    {
        ArgumentNullException.ThrowIfNull(indPtr);
        ArgumentNullException.ThrowIfNull(indices);
        ArgumentNullException.ThrowIfNull(values);
        if (rows < 0 || columns < 0 || indPtr.Length != rows + 1 || indPtr[0] != 0 || indPtr[^1] != indices.Length || indices.Length != values.Length)
        {
            throw new ArgumentException($"Expected indptr of {rows + 1} from 0 to the number of entries; got indptr of {indPtr.Length}, {indices.Length} indices, {values.Length} values.");
        }

        for (var row = 0; row < rows; row++)
        {
            if (indPtr[row + 1] < indPtr[row] || indPtr[row + 1] > indices.Length)
            {
                throw new ArgumentException($"Row {row} ends before it starts.");
            }

            var previous = -1;
            foreach (var column in indices.AsSpan(indPtr[row], indPtr[row + 1] - indPtr[row]))
            {
                if (column <= previous || column >= columns)
                {
                    throw new ArgumentException($"Row {row}: column {column} is out of order or outside [0, {columns}).");
                }

                previous = column;
            }
        }

        (Rows, Columns, IndPtr, Indices, Values) = (rows, columns, indPtr, indices, values);
    }

    public int Rows { get; }

    public int Columns { get; }

    public int[] IndPtr { get; }

    public int[] Indices { get; }

    public double[] Values { get; }

    public int Entries => Indices.Length;

    public ReadOnlySpan<int> RowIndices(int row) => Indices.AsSpan(IndPtr[row], IndPtr[row + 1] - IndPtr[row]);

    public ReadOnlySpan<double> RowValues(int row) => Values.AsSpan(IndPtr[row], IndPtr[row + 1] - IndPtr[row]);
}
