using System.Buffers;
using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>Puts a matrix together row by row; a row may come in several segments, each right of the one before.</summary>
/// <param name="rows">Number of rows.</param>
/// <param name="columns">Number of columns.</param>
/// <param name="entries">Number of entries, where it is known: they are then written in place. Null: they grow in borrowed memory.</param>
internal sealed class CsrBuilder(int rows, int columns, int? entries)
{
    private const int FirstCapacity = 1024;
    private readonly int[] _indPtr = new int[rows + 1];
    private int[] _indices = entries is { } known ? GC.AllocateUninitializedArray<int>(known) : ArrayPool<int>.Shared.Rent(FirstCapacity);
    private double[] _values = entries is { } known ? GC.AllocateUninitializedArray<double>(known) : ArrayPool<double>.Shared.Rent(FirstCapacity);
    private int _row;
    private int _count;

    /// <param name="row">By column, without repeats.</param>
    /// <param name="offset">Added to every column.</param>
    /// <param name="weighting">Turns the counts into values.</param>
    public void AddSegment(ReadOnlySpan<ColumnCount> row, int offset, TermWeighting weighting)
    {
        Reserve(row.Length);
        var indices = _indices.AsSpan(_count, row.Length);
        for (var i = 0; i < row.Length; i++)
        {
            indices[i] = row[i].Column + offset;
        }

        weighting.Weigh(row, _values.AsSpan(_count, row.Length));
        _count += row.Length;
    }

    public void AddRow(SparseRow row)
    {
        Reserve(row.Columns.Length);
        row.Columns.CopyTo(_indices.AsSpan(_count));
        row.Values.CopyTo(_values.AsSpan(_count));
        _count += row.Columns.Length;
        EndRow();
    }

    public void EndRow() => _indPtr[++_row] = _count;

    /// <summary>The matrix of all rows; the builder is spent.</summary>
    public CsrMatrix Build()
    {
        if (entries is not null)
        {
            return new CsrMatrix(rows, columns, _indPtr, _indices, _values);
        }

        var (indices, values) = (_indices.AsSpan(0, _count).ToArray(), _values.AsSpan(0, _count).ToArray());
        ArrayPool<int>.Shared.Return(_indices);
        ArrayPool<double>.Shared.Return(_values);
        return new CsrMatrix(rows, columns, _indPtr, indices, values);
    }

    private void Reserve(int more)
    {
        if (entries is not null)
        {
            return;
        }

        _indices = Grown(ArrayPool<int>.Shared, _indices, more);
        _values = Grown(ArrayPool<double>.Shared, _values, more);
    }

    private T[] Grown<T>(ArrayPool<T> pool, T[] items, int more)
    {
        if (_count + more <= items.Length)
        {
            return items;
        }

        var grown = pool.Rent(Math.Max(checked(items.Length * 2), _count + more));
        items.AsSpan(0, _count).CopyTo(grown);
        pool.Return(items);
        return grown;
    }
}
