using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ServerlessAffect.Signal.Resampling;

/// <summary>Sums of products of taps and samples. One and four at a time add in the same order, so that a result does not depend on how many were asked for.</summary>
internal static class FirKernel
{
    /// <summary>Sum of taps[i] x[i].</summary>
    /// <param name="taps">A multiple of 16.</param>
    /// <param name="x">At least as many.</param>
    public static float One(ReadOnlySpan<float> taps, ReadOnlySpan<float> x)
    {
        ref var h = ref MemoryMarshal.GetReference(taps);
        ref var s = ref MemoryMarshal.GetReference(x[..taps.Length]);
        var (even, odd) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var i = 0;
        for (; i <= taps.Length - 32; i += 32)
        {
            even = Vector512.FusedMultiplyAdd(Load(ref h, i), Load(ref s, i), even);
            odd = Vector512.FusedMultiplyAdd(Load(ref h, i + 16), Load(ref s, i + 16), odd);
        }

        if (i < taps.Length)
        {
            even = Vector512.FusedMultiplyAdd(Load(ref h, i), Load(ref s, i), even);
        }

        return Sum(Halves(even + odd));
    }

    /// <summary><see cref="One"/> at x, x + stride, x + 2 stride and x + 3 stride: the taps are loaded once.</summary>
    public static Vector128<float> Four(ReadOnlySpan<float> taps, ReadOnlySpan<float> x, int stride)
    {
        ref var h = ref MemoryMarshal.GetReference(taps);
        ref var s0 = ref MemoryMarshal.GetReference(x[..((3 * stride) + taps.Length)]);
        ref var s1 = ref Unsafe.Add(ref s0, stride);
        ref var s2 = ref Unsafe.Add(ref s1, stride);
        ref var s3 = ref Unsafe.Add(ref s2, stride);
        Vector512<float> even0 = default, even1 = default, even2 = default, even3 = default, odd0 = default, odd1 = default, odd2 = default, odd3 = default;
        var i = 0;
        for (; i <= taps.Length - 32; i += 32)
        {
            var tap = Load(ref h, i);
            even0 = Vector512.FusedMultiplyAdd(tap, Load(ref s0, i), even0);
            even1 = Vector512.FusedMultiplyAdd(tap, Load(ref s1, i), even1);
            even2 = Vector512.FusedMultiplyAdd(tap, Load(ref s2, i), even2);
            even3 = Vector512.FusedMultiplyAdd(tap, Load(ref s3, i), even3);
            tap = Load(ref h, i + 16);
            odd0 = Vector512.FusedMultiplyAdd(tap, Load(ref s0, i + 16), odd0);
            odd1 = Vector512.FusedMultiplyAdd(tap, Load(ref s1, i + 16), odd1);
            odd2 = Vector512.FusedMultiplyAdd(tap, Load(ref s2, i + 16), odd2);
            odd3 = Vector512.FusedMultiplyAdd(tap, Load(ref s3, i + 16), odd3);
        }

        if (i < taps.Length)
        {
            var tap = Load(ref h, i);
            even0 = Vector512.FusedMultiplyAdd(tap, Load(ref s0, i), even0);
            even1 = Vector512.FusedMultiplyAdd(tap, Load(ref s1, i), even1);
            even2 = Vector512.FusedMultiplyAdd(tap, Load(ref s2, i), even2);
            even3 = Vector512.FusedMultiplyAdd(tap, Load(ref s3, i), even3);
        }

        var (sum0, sum1, sum2, sum3) = (Halves(even0 + odd0), Halves(even1 + odd1), Halves(even2 + odd2), Halves(even3 + odd3));
        return Sse3.IsSupported
            ? Sse3.HorizontalAdd(Sse3.HorizontalAdd(sum0, sum1), Sse3.HorizontalAdd(sum2, sum3))
            : Vector128.Create(Sum(sum0), Sum(sum1), Sum(sum2), Sum(sum3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Halves(Vector512<float> sums)
    {
        var half = sums.GetLower() + sums.GetUpper();
        return half.GetLower() + half.GetUpper();
    }

    /// <summary>As a horizontal addition adds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum(Vector128<float> sums) => (sums[0] + sums[1]) + (sums[2] + sums[3]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Load(ref float first, int index) => Vector512.LoadUnsafe(ref first, (nuint)index);
}
