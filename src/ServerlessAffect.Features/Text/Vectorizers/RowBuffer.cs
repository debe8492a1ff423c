namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>A row that is put together from segments, in memory that is used again.</summary>
internal sealed class RowBuffer
{
    private int[] _columns = new int[512];
    private double[] _values = new double[512];
    private int _count;

    /// <summary>What was added, until the next change.</summary>
    public SparseRow Written => new(_columns.AsSpan(0, _count), _values.AsSpan(0, _count));

    public void Clear() => _count = 0;

    /// <param name="row">By column, without repeats.</param>
    /// <param name="offset">Added to every column.</param>
    /// <param name="weighting">Turns the counts into values.</param>
    public void AddSegment(ReadOnlySpan<ColumnCount> row, int offset, TermWeighting weighting)
    {
        if (_count + row.Length > _columns.Length)
        {
            var length = Math.Max(checked(_columns.Length * 2), _count + row.Length);
            Array.Resize(ref _columns, length);
            Array.Resize(ref _values, length);
        }

        var columns = _columns.AsSpan(_count, row.Length);
        for (var i = 0; i < row.Length; i++)
        {
            columns[i] = row[i].Column + offset;
        }

        weighting.Weigh(row, _values.AsSpan(_count, row.Length));
        _count += row.Length;
    }
}
