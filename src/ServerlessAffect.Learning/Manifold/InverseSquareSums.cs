using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Learning.Manifold;

/// <summary>Sums over sources of q = 1 / (1 + d²), for one point at a time and four sources at once; the bits are the same on every machine.</summary>
internal static class InverseSquareSums
{
    /// <summary>Sources come in multiples of this; a list is filled up with sources of weight 0.</summary>
    internal const int Width = 4;

    /// <summary>Adds Σ w q² (y - source) to the force on a point and gives Σ w q.</summary>
    /// <param name="sources">[dimensions, stride]: where the sources are; two or three dimensions.</param>
    /// <param name="stride">From one coordinate to the next.</param>
    /// <param name="weights">[count], a multiple of <see cref="Width"/>.</param>
    /// <param name="point">[dimensions].</param>
    /// <param name="force">[dimensions].</param>
    internal static double Push(ReadOnlySpan<double> sources, int stride, ReadOnlySpan<double> weights, ReadOnlySpan<double> point, Span<double> force) =>
        point.Length == 2
            ? Push(ref MemoryMarshal.GetReference(sources), (nuint)stride, weights, point[0], point[1], ref force[0], ref force[1])
            : Push(ref MemoryMarshal.GetReference(sources), (nuint)stride, weights, point[0], point[1], point[2], force);

    private static double Push(ref double sources, nuint stride, ReadOnlySpan<double> weights, double px, double py, ref double fx, ref double fy)
    {
        ref var weight = ref MemoryMarshal.GetReference(weights);
        var (x, y, one) = (Vector256.Create(px), Vector256.Create(py), Vector256<double>.One);
        var (sum, sumX, sumY) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        for (nuint j = 0; j < (nuint)weights.Length; j += Width)
        {
            var dx = x - Vector256.LoadUnsafe(ref sources, j);
            var dy = y - Vector256.LoadUnsafe(ref sources, stride + j);
            var q = one / Vector256.FusedMultiplyAdd(dy, dy, Vector256.FusedMultiplyAdd(dx, dx, one));
            var weighted = Vector256.LoadUnsafe(ref weight, j) * q;
            sum += weighted;
            q *= weighted;
            sumX = Vector256.FusedMultiplyAdd(q, dx, sumX);
            sumY = Vector256.FusedMultiplyAdd(q, dy, sumY);
        }

        fx += Across(sumX);
        fy += Across(sumY);
        return Across(sum);
    }

    private static double Push(ref double sources, nuint stride, ReadOnlySpan<double> weights, double px, double py, double pz, Span<double> force)
    {
        ref var weight = ref MemoryMarshal.GetReference(weights);
        var (x, y, z, one) = (Vector256.Create(px), Vector256.Create(py), Vector256.Create(pz), Vector256<double>.One);
        var (sum, sumX, sumY, sumZ) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        for (nuint j = 0; j < (nuint)weights.Length; j += Width)
        {
            var dx = x - Vector256.LoadUnsafe(ref sources, j);
            var dy = y - Vector256.LoadUnsafe(ref sources, stride + j);
            var dz = z - Vector256.LoadUnsafe(ref sources, (2 * stride) + j);
            var q = one / Vector256.FusedMultiplyAdd(dz, dz, Vector256.FusedMultiplyAdd(dy, dy, Vector256.FusedMultiplyAdd(dx, dx, one)));
            var weighted = Vector256.LoadUnsafe(ref weight, j) * q;
            sum += weighted;
            q *= weighted;
            sumX = Vector256.FusedMultiplyAdd(q, dx, sumX);
            sumY = Vector256.FusedMultiplyAdd(q, dy, sumY);
            sumZ = Vector256.FusedMultiplyAdd(q, dz, sumZ);
        }

        force[0] += Across(sumX);
        force[1] += Across(sumY);
        force[2] += Across(sumZ);
        return Across(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double Across(Vector256<double> lanes) => (lanes.GetElement(0) + lanes.GetElement(2)) + (lanes.GetElement(1) + lanes.GetElement(3));
}
