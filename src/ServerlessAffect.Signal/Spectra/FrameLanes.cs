using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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
        if (Avx512F.IsSupported)
        {
            for (var column = 0; column < stride; column += Count)
            {
                LaneTranspose.Square(ref Unsafe.Add(ref from, column), (nuint)stride, ref Unsafe.Add(ref to, column * Count));
            }
        }
        else if (Avx.IsSupported)
        {
            const int Half = Count / 2;
            for (var column = 0; column < stride; column += Half)
            {
                HalfLaneTranspose.Square(ref Unsafe.Add(ref from, column), (nuint)stride, ref Unsafe.Add(ref to, column * Count), Count);
                HalfLaneTranspose.Square(ref Unsafe.Add(ref from, column + (Half * stride)), (nuint)stride, ref Unsafe.Add(ref to, (column * Count) + Half), Count);
            }
        }
        else
        {
            for (var i = 0; i < Count * stride; i++)
            {
                Unsafe.Add(ref to, i) = Unsafe.Add(ref from, (i % Count * stride) + (i / Count));
            }
        }
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
