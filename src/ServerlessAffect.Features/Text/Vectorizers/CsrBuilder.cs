using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>Puts a matrix together row by row; a row may come in several segments, each right of the one before.</summary>
internal sealed class CsrBuilder(int rows, int columns, int entries)
{
    private readonly int[] _indPtr = new int[rows + 1];
    private int[] _indices = new int[entries];
    private double[] _values = new double[entries];
    private int _row;
    private int _count;

    /// <param name="row">By column, without repeats.</param>
    /// <param name="offset">Added to every column.</param>
    /// <param name="weighting">Turns the counts into values.</param>
    public void AddSegment(ReadOnlySpan<ColumnCount> row, int offset, TermWeighting weighting)
    {
        Reserve(row.Length);
        for (var i = 0; i < row.Length; i++)
        {
            _indices[_count + i] = row[i].Column + offset;
        }

        weighting.Weigh(row, _values.AsSpan(_count, row.Length));
        _count += row.Length;
    }

    public void EndRow() => _indPtr[++_row] = _count;

    public CsrMatrix Build()
    {
        Array.Resize(ref _indices, _count);
        Array.Resize(ref _values, _count);
        return new CsrMatrix(rows, columns, _indPtr, _indices, _values);
    }

    private void Reserve(int more)
    {
        if (_count + more > _indices.Length)
        {
            var length = Math.Max(checked(_indices.Length * 2), _count + more);
            Array.Resize(ref _indices, length);
            Array.Resize(ref _values, length);
        }
    }
}
