using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ServerlessAffect.Signal.Transforms;

/// <summary>What the generic vectors lack: fused operations by element type, and the interleaving that Stockham's first passes store with.</summary>
/// <remarks>Vectors are always of 512 bits; where the machine has fewer, the runtime splits them, and where it has none it counts element by element.</remarks>
internal static class Lanes
{
    private static Vector512<int> ZipLowOnes => Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    private static Vector512<int> ZipHighOnes => Vector512.Create(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
    private static Vector512<int> ZipLowFours => Vector512.Create(0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
    private static Vector512<int> ZipHighFours => Vector512.Create(8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
    private static Vector512<int> Evens => Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
    private static Vector512<int> Odds => Vector512.Create(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
    private static Vector512<int> Backwards => Vector512.Create(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    private static Vector512<long> LongZipLowOnes => Vector512.Create(0L, 8, 1, 9, 2, 10, 3, 11);
    private static Vector512<long> LongZipHighOnes => Vector512.Create(4L, 12, 5, 13, 6, 14, 7, 15);
    private static Vector512<long> LongZipLowFours => Vector512.Create(0L, 1, 2, 3, 8, 9, 10, 11);
    private static Vector512<long> LongZipHighFours => Vector512.Create(4L, 5, 6, 7, 12, 13, 14, 15);
    private static Vector512<long> LongEvens => Vector512.Create(0L, 2, 4, 6, 8, 10, 12, 14);
    private static Vector512<long> LongOdds => Vector512.Create(1L, 3, 5, 7, 9, 11, 13, 15);
    private static Vector512<long> LongBackwards => Vector512.Create(7L, 6, 5, 4, 3, 2, 1, 0);

    /// <summary>a * b + c, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd<T>(Vector512<T> a, Vector512<T> b, Vector512<T> c)
        where T : unmanaged, IFloatingPointIeee754<T> => typeof(T) == typeof(float)
            ? Vector512.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
            : Vector512.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();

    /// <summary>a * b - c, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplySubtract<T>(Vector512<T> a, Vector512<T> b, Vector512<T> c)
        where T : unmanaged, IFloatingPointIeee754<T> => typeof(T) == typeof(float)
            ? Vector512.FusedMultiplyAdd(a.AsSingle(), b.AsSingle(), -c.AsSingle()).As<float, T>()
            : Vector512.FusedMultiplyAdd(a.AsDouble(), b.AsDouble(), -c.AsDouble()).As<double, T>();

    /// <summary>Chunks of <paramref name="chunk"/> lanes (1 or 4) of one and the other in turn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<T> Low, Vector512<T> High) Zip<T>(Vector512<T> a, Vector512<T> b, int chunk)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!Avx512F.IsSupported)
        {
            return Avx2.IsSupported ? ZipHalves(a, b, chunk) : ZipByElement(a, b, chunk);
        }

        if (typeof(T) == typeof(float))
        {
            var (x, y) = (a.AsSingle(), b.AsSingle());
            return (
                Avx512F.PermuteVar16x32x2(x, chunk == 1 ? ZipLowOnes : ZipLowFours, y).As<float, T>(),
                Avx512F.PermuteVar16x32x2(x, chunk == 1 ? ZipHighOnes : ZipHighFours, y).As<float, T>());
        }

        var (s, t) = (a.AsDouble(), b.AsDouble());
        return (
            Avx512F.PermuteVar8x64x2(s, chunk == 1 ? LongZipLowOnes : LongZipLowFours, t).As<double, T>(),
            Avx512F.PermuteVar8x64x2(s, chunk == 1 ? LongZipHighOnes : LongZipHighFours, t).As<double, T>());
    }

    /// <summary>The elements of even and of odd index of the two, one after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<T> Even, Vector512<T> Odd) Unzip<T>(Vector512<T> a, Vector512<T> b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!Avx512F.IsSupported)
        {
            return Avx2.IsSupported ? UnzipHalves(a, b) : UnzipByElement(a, b);
        }

        if (typeof(T) == typeof(float))
        {
            var (x, y) = (a.AsSingle(), b.AsSingle());
            return (Avx512F.PermuteVar16x32x2(x, Evens, y).As<float, T>(), Avx512F.PermuteVar16x32x2(x, Odds, y).As<float, T>());
        }

        var (s, t) = (a.AsDouble(), b.AsDouble());
        return (Avx512F.PermuteVar8x64x2(s, LongEvens, t).As<double, T>(), Avx512F.PermuteVar8x64x2(s, LongOdds, t).As<double, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Reverse<T>(Vector512<T> a)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!Avx512F.IsSupported)
        {
            return Avx2.IsSupported ? ReverseHalves(a) : ReverseByElement(a);
        }

        return typeof(T) == typeof(float)
            ? Avx512F.PermuteVar16x32(a.AsSingle(), Backwards).As<float, T>()
            : Avx512F.PermuteVar8x64(a.AsDouble(), LongBackwards).As<double, T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<T> Low, Vector512<T> High) ZipHalves<T>(Vector512<T> a, Vector512<T> b, int chunk)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            var (x, y) = HalfLanes.Zip(a.AsSingle(), b.AsSingle(), chunk);
            return (x.As<float, T>(), y.As<float, T>());
        }

        var (s, t) = HalfLanes.Zip(a.AsDouble(), b.AsDouble(), chunk);
        return (s.As<double, T>(), t.As<double, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<T> Even, Vector512<T> Odd) UnzipHalves<T>(Vector512<T> a, Vector512<T> b)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            var (x, y) = HalfLanes.Unzip(a.AsSingle(), b.AsSingle());
            return (x.As<float, T>(), y.As<float, T>());
        }

        var (s, t) = HalfLanes.Unzip(a.AsDouble(), b.AsDouble());
        return (s.As<double, T>(), t.As<double, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> ReverseHalves<T>(Vector512<T> a)
        where T : unmanaged => typeof(T) == typeof(float) ? HalfLanes.Reverse(a.AsSingle()).As<float, T>() : HalfLanes.Reverse(a.AsDouble()).As<double, T>();

    private static (Vector512<T> Low, Vector512<T> High) ZipByElement<T>(Vector512<T> a, Vector512<T> b, int chunk)
        where T : unmanaged
    {
        Span<T> zipped = stackalloc T[2 * Vector512<T>.Count];
        for (var i = 0; i < Vector512<T>.Count; i++)
        {
            var place = (2 * i) - (i % chunk);
            zipped[place] = a[i];
            zipped[place + chunk] = b[i];
        }

        return (Vector512.Create<T>(zipped), Vector512.Create<T>(zipped[Vector512<T>.Count..]));
    }

    private static (Vector512<T> Even, Vector512<T> Odd) UnzipByElement<T>(Vector512<T> a, Vector512<T> b)
        where T : unmanaged
    {
        var half = Vector512<T>.Count / 2;
        Span<T> even = stackalloc T[2 * half];
        Span<T> odd = stackalloc T[2 * half];
        for (var i = 0; i < half; i++)
        {
            (even[i], odd[i]) = (a[2 * i], a[(2 * i) + 1]);
            (even[half + i], odd[half + i]) = (b[2 * i], b[(2 * i) + 1]);
        }

        return (Vector512.Create<T>(even), Vector512.Create<T>(odd));
    }

    private static Vector512<T> ReverseByElement<T>(Vector512<T> a)
        where T : unmanaged
    {
        Span<T> reversed = stackalloc T[Vector512<T>.Count];
        for (var i = 0; i < reversed.Length; i++)
        {
            reversed[^(i + 1)] = a[i];
        }

        return Vector512.Create<T>(reversed);
    }
}
