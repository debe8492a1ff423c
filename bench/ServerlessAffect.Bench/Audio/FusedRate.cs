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
        var result = Run(Vector512.Create(0.999999f), Vector512.Create(1e-7f));
        var seconds = ThreadClock.Now - started;
        return float.IsNaN(Vector512.Sum(result)) ? 0 : 2.0 * Vector512<float>.Count * Chains * Steps / seconds;
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
}
