namespace ServerlessAffect.Features.Text;

/// <summary>The entries of one row, in memory that belongs to whoever made it.</summary>
/// <param name="columns">Ascending, no repeats.</param>
/// <param name="values">As many.</param>
public readonly ref struct SparseRow(ReadOnlySpan<int> columns, ReadOnlySpan<double> values)
{
    public ReadOnlySpan<int> Columns { get; } = columns;

    public ReadOnlySpan<double> Values { get; } = values;
}
