using System.Numerics;

namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>Counts and orders the columns of a row: a bit per column, and a bit per 64 of those, so that reading them back in order visits only what was set.</summary>
/// <remarks>Not safe for concurrent use. Empty between calls.</remarks>
internal sealed class ColumnSet
{
    private readonly IntBuffer _again = new();
    private ulong[] _bits = [];
    private ulong[] _groups = [];

    /// <param name="columns">In any order, with repeats.</param>
    /// <param name="limit">Every column is below it.</param>
    /// <param name="counts">As long as <paramref name="columns"/>; its beginning receives each column once, ascending.</param>
    /// <returns>Number of different columns.</returns>
    public int Count(ReadOnlySpan<int> columns, int limit, Span<ColumnCount> counts)
    {
        if ((limit + 63) / 64 > _bits.Length)
        {
            _bits = new ulong[(limit + 63) / 64];
            _groups = new ulong[(_bits.Length + 63) / 64];
        }

        Set(columns);
        _again.Written.Sort();
        return TakeAll(counts);
    }

    private void Set(ReadOnlySpan<int> columns)
    {
        _again.Clear();
        var (bits, groups) = (_bits, _groups);
        foreach (var column in columns)
        {
            ref var word = ref bits[column >> 6];
            var bit = 1UL << column;
            if ((word & bit) != 0)
            {
                _again.Add(column);
                continue;
            }

            word |= bit;
            groups[column >> 12] |= 1UL << (column >> 6);
        }
    }

    private int TakeAll(Span<ColumnCount> counts)
    {
        var again = _again.Written;
        var (bits, groups) = (_bits, _groups);
        var (next, distinct) = (0, 0);
        for (var group = 0; group < groups.Length; group++)
        {
            var words = groups[group];
            groups[group] = 0;
            for (; words != 0; words &= words - 1)
            {
                var index = (group << 6) + BitOperations.TrailingZeroCount(words);
                var set = bits[index];
                bits[index] = 0;
                for (; set != 0; set &= set - 1)
                {
                    var column = (index << 6) + BitOperations.TrailingZeroCount(set);
                    var count = 1;
                    for (; next < again.Length && again[next] == column; next++)
                    {
                        count++;
                    }

                    counts[distinct++] = new ColumnCount(column, count);
                }
            }
        }

        return distinct;
    }
}
