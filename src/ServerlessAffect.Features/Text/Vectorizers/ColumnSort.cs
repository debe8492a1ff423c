using System.Runtime.InteropServices;

namespace ServerlessAffect.Features.Text.Vectorizers;

/// <summary>Sorts the entries of a row by column: long rows by their digits (radix 256, lowest first), short ones by comparison.</summary>
internal static class ColumnSort
{
    private const int ShortRow = 64;
    private const int Digits = 256;

    /// <param name="entries">Is overwritten.</param>
    /// <param name="scratch">As long as <paramref name="entries"/>; is overwritten.</param>
    /// <param name="columns">Every column is below it.</param>
    /// <returns>The one of the two that holds the sorted entries.</returns>
    public static Span<ColumnCount> Sort(Span<ColumnCount> entries, Span<ColumnCount> scratch, int columns)
    {
        if (entries.Length <= ShortRow)
        {
            MemoryMarshal.Cast<ColumnCount, ulong>(entries).Sort();
            return entries;
        }

        Span<int> starts = stackalloc int[Digits];
        for (var shift = 0; shift < 32 && (columns - 1) >> shift > 0; shift += 8)
        {
            starts.Clear();
            foreach (var entry in entries)
            {
                starts[(byte)(entry.Column >> shift)]++;
            }

            var next = 0;
            foreach (ref var start in starts)
            {
                (start, next) = (next, next + start);
            }

            foreach (var entry in entries)
            {
                scratch[starts[(byte)(entry.Column >> shift)]++] = entry;
            }

            var sorted = scratch;
            scratch = entries;
            entries = sorted;
        }

        return entries;
    }
}
