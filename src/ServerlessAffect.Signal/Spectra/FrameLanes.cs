using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ServerlessAffect.Signal.Transforms;

namespace ServerlessAffect.Signal.Spectra;

/// <summary>Blocks of 16 frames, a lane each: what comes after the transform counts in them without a shuffle.</summary>
public static class FrameLanes
{
    /// <summary>Frames in a block.</summary>
    public const int Count = 16;

    /// <summary>Turns 16 rows into columns of 16.</summary>
    /// <param name="rows">[16, <paramref name="stride"/>].</param>
    /// <param name="stride">A multiple of 16.</param>
    /// <param name="columns">[<paramref name="stride"/>, 16].</param>
    internal static void Transpose(ReadOnlySpan<float> rows, int stride, Span<float> columns)
    {
        ref var from = ref MemoryMarshal.GetReference(rows[..(Count * stride)]);
        ref var to = ref MemoryMarshal.GetReference(columns[..(Count * stride)]);
        if (!Avx512F.IsSupported)
        {
            for (var column = 0; column < stride; column++)
            {
                for (var row = 0; row < Count; row++)
                {
                    Unsafe.Add(ref to, (column * Count) + row) = Unsafe.Add(ref from, (row * stride) + column);
                }
            }

            return;
        }

        // A row number and a column number of two base-4 digits each: interleaving four rows moves one digit, twice makes the transpose.
        Span<float> between = stackalloc float[Count * Count];
        ref var middle = ref MemoryMarshal.GetReference(between);
        var length = (nuint)stride;
        for (nuint column = 0; column < length; column += Count)
        {
            for (nuint row = 0; row < 4; row++)
            {
                Interleave(ref from, (row * length) + column, 4 * length, ref middle, row * Count, 4 * Count);
            }

            for (nuint column4 = 0; column4 < 4; column4++)
            {
                Interleave(ref middle, column4 * 4 * Count, Count, ref to, (column + (4 * column4)) * Count, Count);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave(ref float from, nuint start, nuint step, ref float to, nuint place, nuint placeStep)
    {
        var (acLow, acHigh) = Lanes.Zip(Vector512.LoadUnsafe(ref from, start), Vector512.LoadUnsafe(ref from, start + (2 * step)), 1);
        var (bdLow, bdHigh) = Lanes.Zip(Vector512.LoadUnsafe(ref from, start + step), Vector512.LoadUnsafe(ref from, start + (3 * step)), 1);
        var (first, second) = Lanes.Zip(acLow, bdLow, 1);
        var (third, fourth) = Lanes.Zip(acHigh, bdHigh, 1);
        first.StoreUnsafe(ref to, place);
        second.StoreUnsafe(ref to, place + placeStep);
        third.StoreUnsafe(ref to, place + (2 * placeStep));
        fourth.StoreUnsafe(ref to, place + (3 * placeStep));
    }

    /// <summary>Writes one row of a block where it belongs in [rows, frames]; lanes past the last frame are left out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> values, Span<float> row, int firstFrame)
    {
        if (row.Length - firstFrame >= Count)
        {
            values.CopyTo(row[firstFrame..]);
            return;
        }

        for (var lane = 0; lane < row.Length - firstFrame; lane++)
        {
            row[firstFrame + lane] = values[lane];
        }
    }
}
