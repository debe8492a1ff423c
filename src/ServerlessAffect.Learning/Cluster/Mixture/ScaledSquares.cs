using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>to += ((x - mean) · factor)², for a multiple of four values.</summary>
internal static class ScaledSquares
{
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
}
