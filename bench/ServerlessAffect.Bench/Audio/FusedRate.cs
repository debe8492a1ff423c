using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Bench.Audio;

/// <summary>How many floating-point operations one thread does a second when it does nothing but fused multiply-adds: the ceiling that kernels are held to.</summary>
internal static class FusedRate
{
    private const int Steps = 200_000;
    private const int Chains = 12;

    /// <summary>Operations a second, a multiply and an add each.</summary>
    public static double Measure()
    {
        var started = ThreadClock.Now;
        var lanes = Vector512.IsHardwareAccelerated ? Vector512<float>.Count : Vector256<float>.Count;
        var result = Vector512.IsHardwareAccelerated
            ? Vector512.Sum(Run(Vector512.Create(0.999999f), Vector512.Create(1e-7f)))
            : Vector256.Sum(RunHalf(Vector256.Create(0.999999f), Vector256.Create(1e-7f)));
        var seconds = ThreadClock.Now - started;
        return float.IsNaN(result) ? 0 : 2.0 * lanes * Chains * Steps / seconds;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> Run(Vector512<float> factor, Vector512<float> term)
    {
        var (a, b, c, d) = (term, factor, term, factor);
        var (e, f, g, h) = (term, factor, term, factor);
        var (i, j, k, l) = (term, factor, term, factor);
        for (var step = 0; step < Steps; step++)
        {
            a = Vector512.FusedMultiplyAdd(a, factor, term);
            b = Vector512.FusedMultiplyAdd(b, factor, term);
            c = Vector512.FusedMultiplyAdd(c, factor, term);
            d = Vector512.FusedMultiplyAdd(d, factor, term);
            e = Vector512.FusedMultiplyAdd(e, factor, term);
            f = Vector512.FusedMultiplyAdd(f, factor, term);
            g = Vector512.FusedMultiplyAdd(g, factor, term);
            h = Vector512.FusedMultiplyAdd(h, factor, term);
            i = Vector512.FusedMultiplyAdd(i, factor, term);
            j = Vector512.FusedMultiplyAdd(j, factor, term);
            k = Vector512.FusedMultiplyAdd(k, factor, term);
            l = Vector512.FusedMultiplyAdd(l, factor, term);
        }

        return a + b + c + d + e + f + g + h + i + j + k + l;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector256<float> RunHalf(Vector256<float> factor, Vector256<float> term)
    {
        var (a, b, c, d) = (term, factor, term, factor);
        var (e, f, g, h) = (term, factor, term, factor);
        var (i, j, k, l) = (term, factor, term, factor);
        for (var step = 0; step < Steps; step++)
        {
            a = Vector256.FusedMultiplyAdd(a, factor, term);
            b = Vector256.FusedMultiplyAdd(b, factor, term);
            c = Vector256.FusedMultiplyAdd(c, factor, term);
            d = Vector256.FusedMultiplyAdd(d, factor, term);
            e = Vector256.FusedMultiplyAdd(e, factor, term);
            f = Vector256.FusedMultiplyAdd(f, factor, term);
            g = Vector256.FusedMultiplyAdd(g, factor, term);
            h = Vector256.FusedMultiplyAdd(h, factor, term);
            i = Vector256.FusedMultiplyAdd(i, factor, term);
            j = Vector256.FusedMultiplyAdd(j, factor, term);
            k = Vector256.FusedMultiplyAdd(k, factor, term);
            l = Vector256.FusedMultiplyAdd(l, factor, term);
        }

        return a + b + c + d + e + f + g + h + i + j + k + l;
    }
}
