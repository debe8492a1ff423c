using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>|L d|² for many d at once and a lower triangle L: eight d's by four rows of L, each lane a d of its own, so that nothing is summed across a vector.</summary>
internal static class WhitenedNorms
{
    private const int Lanes = 8;
    private const int Tile = 4;

    /// <param name="lower">[columns, columns], 0 above the diagonal.</param>
    /// <param name="d">[columns, a multiple of 8].</param>
    /// <param name="norms">As many as <paramref name="d"/> has columns; added to.</param>
    internal static void Add(DenseMatrix lower, DenseMatrix d, Span<double> norms)
    {
        var columns = lower.Rows;
        ref var sums = ref MemoryMarshal.GetReference(norms[..d.Columns]);
        for (nint at = 0; at < d.Columns; at += Lanes)
        {
            ref var values = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(d.Values), at);
            ref var to = ref Unsafe.Add(ref sums, at);
            var (low, high) = (Vector256.LoadUnsafe(ref to), Vector256.LoadUnsafe(ref to, 4));
            var row = 0;
            for (; row <= columns - Tile; row += Tile)
            {
                FourRows(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(lower.Values), (nint)row * columns), columns, row + Tile, ref values, d.Columns, ref low, ref high);
            }

            for (; row < columns; row++)
            {
                OneRow(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(lower.Values), (nint)row * columns), row + 1, ref values, d.Columns, ref low, ref high);
            }

            low.StoreUnsafe(ref to);
            high.StoreUnsafe(ref to, 4);
        }
    }

    private static void FourRows(ref double l, nint stride, nint depth, ref double d, nint dStride, ref Vector256<double> low, ref Vector256<double> high)
    {
        ref var l1 = ref Unsafe.Add(ref l, stride);
        ref var l2 = ref Unsafe.Add(ref l1, stride);
        ref var l3 = ref Unsafe.Add(ref l2, stride);
        var (s00, s01, s10, s11) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var (s20, s21, s30, s31) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        for (nint i = 0; i < depth; i++)
        {
            var (y0, y1) = (Vector256.LoadUnsafe(ref d), Vector256.LoadUnsafe(ref d, 4));
            d = ref Unsafe.Add(ref d, dStride);
            var x = Vector256.Create(Unsafe.Add(ref l, i));
            s00 = Vector256.FusedMultiplyAdd(x, y0, s00);
            s01 = Vector256.FusedMultiplyAdd(x, y1, s01);
            x = Vector256.Create(Unsafe.Add(ref l1, i));
            s10 = Vector256.FusedMultiplyAdd(x, y0, s10);
            s11 = Vector256.FusedMultiplyAdd(x, y1, s11);
            x = Vector256.Create(Unsafe.Add(ref l2, i));
            s20 = Vector256.FusedMultiplyAdd(x, y0, s20);
            s21 = Vector256.FusedMultiplyAdd(x, y1, s21);
            x = Vector256.Create(Unsafe.Add(ref l3, i));
            s30 = Vector256.FusedMultiplyAdd(x, y0, s30);
            s31 = Vector256.FusedMultiplyAdd(x, y1, s31);
        }

        low = Vector256.FusedMultiplyAdd(s30, s30, Vector256.FusedMultiplyAdd(s20, s20, Vector256.FusedMultiplyAdd(s10, s10, Vector256.FusedMultiplyAdd(s00, s00, low))));
        high = Vector256.FusedMultiplyAdd(s31, s31, Vector256.FusedMultiplyAdd(s21, s21, Vector256.FusedMultiplyAdd(s11, s11, Vector256.FusedMultiplyAdd(s01, s01, high))));
    }

    private static void OneRow(ref double l, nint depth, ref double d, nint dStride, ref Vector256<double> low, ref Vector256<double> high)
    {
        var (s0, s1) = (Vector256<double>.Zero, Vector256<double>.Zero);
        for (nint i = 0; i < depth; i++)
        {
            var x = Vector256.Create(Unsafe.Add(ref l, i));
            s0 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref d), s0);
            s1 = Vector256.FusedMultiplyAdd(x, Vector256.LoadUnsafe(ref d, 4), s1);
            d = ref Unsafe.Add(ref d, dStride);
        }

        low = Vector256.FusedMultiplyAdd(s0, s0, low);
        high = Vector256.FusedMultiplyAdd(s1, s1, high);
    }
}
