using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ServerlessAffect.Signal.Spectra;

/// <summary>Turns 16 rows of 16 into columns without leaving the registers. Needs <see cref="Avx512F"/>.</summary>
internal static class LaneTranspose
{
    // Even and odd quarters of the two operands.
    private const byte Even = 0x88;
    private const byte Odd = 0xDD;

    /// <param name="from">The first row; row r begins at r * <paramref name="stride"/>.</param>
    /// <param name="to">[16, 16].</param>
    public static void Square(ref float from, nuint stride, ref float to)
    {
        // Four rows at a time into columns of four, a quarter of the vector each; then quarters change places, twice.
        var (q0, q1, q2, q3) = Four(ref from, 0, stride);
        var (q4, q5, q6, q7) = Four(ref from, 4 * stride, stride);
        var (q8, q9, q10, q11) = Four(ref from, 8 * stride, stride);
        var (q12, q13, q14, q15) = Four(ref from, 12 * stride, stride);

        Column(q0, q4, q8, q12, ref to, 0u);
        Column(q1, q5, q9, q13, ref to, 1u);
        Column(q2, q6, q10, q14, ref to, 2u);
        Column(q3, q7, q11, q15, ref to, 3u);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> First, Vector512<float> Second, Vector512<float> Third, Vector512<float> Fourth) Four(ref float from, nuint start, nuint stride)
    {
        var (a, b) = (Vector512.LoadUnsafe(ref from, start), Vector512.LoadUnsafe(ref from, start + stride));
        var (c, d) = (Vector512.LoadUnsafe(ref from, start + (2 * stride)), Vector512.LoadUnsafe(ref from, start + (3 * stride)));
        var (abLow, abHigh) = (Avx512F.UnpackLow(a, b).AsDouble(), Avx512F.UnpackHigh(a, b).AsDouble());
        var (cdLow, cdHigh) = (Avx512F.UnpackLow(c, d).AsDouble(), Avx512F.UnpackHigh(c, d).AsDouble());
        return (
            Avx512F.UnpackLow(abLow, cdLow).AsSingle(), Avx512F.UnpackHigh(abLow, cdLow).AsSingle(),
            Avx512F.UnpackLow(abHigh, cdHigh).AsSingle(), Avx512F.UnpackHigh(abHigh, cdHigh).AsSingle());
    }

    /// <summary>Columns c, c + 4, c + 8 and c + 12 from the quarters of four groups of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, ref float to, nuint column)
    {
        var (abEven, abOdd) = (Avx512F.Shuffle4x128(a, b, Even), Avx512F.Shuffle4x128(a, b, Odd));
        var (cdEven, cdOdd) = (Avx512F.Shuffle4x128(c, d, Even), Avx512F.Shuffle4x128(c, d, Odd));
        Avx512F.Shuffle4x128(abEven, cdEven, Even).StoreUnsafe(ref to, column * FrameLanes.Count);
        Avx512F.Shuffle4x128(abOdd, cdOdd, Even).StoreUnsafe(ref to, (column + 4) * FrameLanes.Count);
        Avx512F.Shuffle4x128(abEven, cdEven, Odd).StoreUnsafe(ref to, (column + 8) * FrameLanes.Count);
        Avx512F.Shuffle4x128(abOdd, cdOdd, Odd).StoreUnsafe(ref to, (column + 12) * FrameLanes.Count);
    }
}
