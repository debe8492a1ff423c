using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>Squared differences from a mean, for a multiple of four values; the bits do not depend on the machine's vectors.</summary>
internal static class ScaledSquares
{
    /// <summary>to += ((x - mean) · factor)².</summary>
    internal static void Add(ReadOnlySpan<double> x, double mean, double factor, Span<double> to)
    {
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var sums = ref MemoryMarshal.GetReference(to[..x.Length]);
        var (center, scale) = (Vector256.Create(mean), Vector256.Create(factor));
        for (nuint i = 0; i < (nuint)x.Length; i += 4)
        {
            var value = (Vector256.LoadUnsafe(ref from, i) - center) * scale;
            Vector256.FusedMultiplyAdd(value, value, Vector256.LoadUnsafe(ref sums, i)).StoreUnsafe(ref sums, i);
        }
    }

    /// <summary>Σ weight (x - mean)².</summary>
    internal static double Sum(ReadOnlySpan<double> x, double mean, ReadOnlySpan<double> weights)
    {
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var by = ref MemoryMarshal.GetReference(weights[..x.Length]);
        var (center, even, odd) = (Vector256.Create(mean), Vector256<double>.Zero, Vector256<double>.Zero);
        nuint i = 0;
        for (; i + 8 <= (nuint)x.Length; i += 8)
        {
            var value = Vector256.LoadUnsafe(ref from, i) - center;
            even = Vector256.FusedMultiplyAdd(value * value, Vector256.LoadUnsafe(ref by, i), even);
            value = Vector256.LoadUnsafe(ref from, i + 4) - center;
            odd = Vector256.FusedMultiplyAdd(value * value, Vector256.LoadUnsafe(ref by, i + 4), odd);
        }

        for (; i < (nuint)x.Length; i += 4)
        {
            var value = Vector256.LoadUnsafe(ref from, i) - center;
            even = Vector256.FusedMultiplyAdd(value * value, Vector256.LoadUnsafe(ref by, i), even);
        }

        return Vector256.Sum(even + odd);
    }
}
