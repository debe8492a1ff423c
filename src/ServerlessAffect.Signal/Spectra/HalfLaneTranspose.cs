using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ServerlessAffect.Signal.Spectra;

/// <summary>Turns 8 rows of 8 into columns without leaving the registers. Needs <see cref="Avx"/>.</summary>
internal static class HalfLaneTranspose
{
    private const byte Lower = 0x20;
    private const byte Upper = 0x31;

    /// <param name="from">The first row; row r begins at r * <paramref name="stride"/>.</param>
    /// <param name="to">The first column; column c begins at c * <paramref name="columnStride"/>.</param>
    public static void Square(ref float from, nuint stride, ref float to, nuint columnStride)
    {
        var (a0, a1, a2, a3) = Four(ref from, 0, stride);
        var (b0, b1, b2, b3) = Four(ref from, 4 * stride, stride);
        Avx.Permute2x128(a0, b0, Lower).StoreUnsafe(ref to, 0);
        Avx.Permute2x128(a1, b1, Lower).StoreUnsafe(ref to, columnStride);
        Avx.Permute2x128(a2, b2, Lower).StoreUnsafe(ref to, 2 * columnStride);
        Avx.Permute2x128(a3, b3, Lower).StoreUnsafe(ref to, 3 * columnStride);
        Avx.Permute2x128(a0, b0, Upper).StoreUnsafe(ref to, 4 * columnStride);
        Avx.Permute2x128(a1, b1, Upper).StoreUnsafe(ref to, 5 * columnStride);
        Avx.Permute2x128(a2, b2, Upper).StoreUnsafe(ref to, 6 * columnStride);
        Avx.Permute2x128(a3, b3, Upper).StoreUnsafe(ref to, 7 * columnStride);
    }

    /// <summary>Four rows as columns of four: 0 and 4, 1 and 5, 2 and 6, 3 and 7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> First, Vector256<float> Second, Vector256<float> Third, Vector256<float> Fourth) Four(ref float from, nuint start, nuint stride)
    {
        var (a, b) = (Vector256.LoadUnsafe(ref from, start), Vector256.LoadUnsafe(ref from, start + stride));
        var (c, d) = (Vector256.LoadUnsafe(ref from, start + (2 * stride)), Vector256.LoadUnsafe(ref from, start + (3 * stride)));
        var (abLow, abHigh) = (Avx.UnpackLow(a, b).AsDouble(), Avx.UnpackHigh(a, b).AsDouble());
        var (cdLow, cdHigh) = (Avx.UnpackLow(c, d).AsDouble(), Avx.UnpackHigh(c, d).AsDouble());
        return (
            Avx.UnpackLow(abLow, cdLow).AsSingle(), Avx.UnpackHigh(abLow, cdLow).AsSingle(),
            Avx.UnpackLow(abHigh, cdHigh).AsSingle(), Avx.UnpackHigh(abHigh, cdHigh).AsSingle());
    }
}
