using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ServerlessAffect.Signal.Transforms;

/// <summary>What <see cref="Lanes"/> does, in vectors of 256 bits. Needs <see cref="Avx2"/>.</summary>
internal static class HalfLanes
{
    // Lower halves of two vectors, and upper halves; the quarters 0, 2, 1, 3; and 3, 2, 1, 0.
    private const byte Lower = 0x20;
    private const byte Upper = 0x31;
    private const byte MiddleSwapped = 0xD8;
    private const byte Backwards = 0x1B;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<float> Low, Vector512<float> High) Zip(Vector512<float> a, Vector512<float> b, int chunk) =>
        (Zip(a.GetLower(), b.GetLower(), chunk), Zip(a.GetUpper(), b.GetUpper(), chunk));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<double> Low, Vector512<double> High) Zip(Vector512<double> a, Vector512<double> b, int chunk) => chunk == 1
        ? (Zip(a.GetLower(), b.GetLower()), Zip(a.GetUpper(), b.GetUpper()))
        : (Vector512.Create(a.GetLower(), b.GetLower()), Vector512.Create(a.GetUpper(), b.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<float> Even, Vector512<float> Odd) Unzip(Vector512<float> a, Vector512<float> b) => (
        Vector512.Create(Every(a.GetLower(), a.GetUpper(), 0x88), Every(b.GetLower(), b.GetUpper(), 0x88)),
        Vector512.Create(Every(a.GetLower(), a.GetUpper(), 0xDD), Every(b.GetLower(), b.GetUpper(), 0xDD)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<double> Even, Vector512<double> Odd) Unzip(Vector512<double> a, Vector512<double> b) => (
        Vector512.Create(Every(a.GetLower(), a.GetUpper(), 0x0), Every(b.GetLower(), b.GetUpper(), 0x0)),
        Vector512.Create(Every(a.GetLower(), a.GetUpper(), 0xF), Every(b.GetLower(), b.GetUpper(), 0xF)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Reverse(Vector512<float> a) => Vector512.Create(Reverse(a.GetUpper()), Reverse(a.GetLower()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Reverse(Vector512<double> a) =>
        Vector512.Create(Avx2.Permute4x64(a.GetUpper(), Backwards), Avx2.Permute4x64(a.GetLower(), Backwards));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Zip(Vector256<float> a, Vector256<float> b, int chunk)
    {
        if (chunk != 1)
        {
            return Vector512.Create(Avx.Permute2x128(a, b, Lower), Avx.Permute2x128(a, b, Upper));
        }

        var (low, high) = (Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b));
        return Vector512.Create(Avx.Permute2x128(low, high, Lower), Avx.Permute2x128(low, high, Upper));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Zip(Vector256<double> a, Vector256<double> b)
    {
        var (low, high) = (Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b));
        return Vector512.Create(Avx.Permute2x128(low, high, Lower), Avx.Permute2x128(low, high, Upper));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Every(Vector256<float> a, Vector256<float> b, [ConstantExpected] byte which) =>
        Avx2.Permute4x64(Avx.Shuffle(a, b, which).AsDouble(), MiddleSwapped).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Every(Vector256<double> a, Vector256<double> b, [ConstantExpected] byte which) =>
        Avx2.Permute4x64(Avx.Shuffle(a, b, which), MiddleSwapped);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Reverse(Vector256<float> a) => Avx2.PermuteVar8x32(a, Vector256.Create(7, 6, 5, 4, 3, 2, 1, 0));
}
