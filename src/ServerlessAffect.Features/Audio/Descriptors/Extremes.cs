using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ServerlessAffect.Signal.Spectra;

namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>Sums of the few smallest values of 16 frames at once: short sorted lists, a lane for each frame, that every value bubbles through and pushes the worst out of.</summary>
internal static class Extremes
{
    private const int Lanes = FrameLanes.Count;

    /// <param name="block">[bins, 16].</param>
    /// <param name="first">The first bin.</param>
    /// <param name="end">The bin after the last.</param>
    /// <param name="count">How many are summed, from 1 to end - first.</param>
    /// <param name="sign">1; or -1 for minus the sum of the largest.</param>
    public static Vector512<float> SumOfSmallest(ReadOnlySpan<float> block, int first, int end, int count, float sign)
    {
        ref var from = ref MemoryMarshal.GetReference(block[..(end * Lanes)]);
        return count switch
        {
            <= 4 => OfFour(ref from, first, end, count, Vector512.Create(sign)),
            <= 12 => OfTwelve(ref from, first, end, count, Vector512.Create(sign)),
            _ => OfAny(ref from, first, end, count, Vector512.Create(sign)),
        };
    }

    private static Vector512<float> OfFour(ref float from, int first, int end, int count, Vector512<float> sign)
    {
        var a = Vector512.Create(float.PositiveInfinity);
        var (b, c, d) = (a, a, a);
        for (var bin = first; bin < end; bin++)
        {
            var v = Vector512.LoadUnsafe(ref from, (nuint)(bin * Lanes)) * sign;
            (a, v) = (Vector512.MinNative(a, v), Vector512.MaxNative(a, v));
            (b, v) = (Vector512.MinNative(b, v), Vector512.MaxNative(b, v));
            (c, v) = (Vector512.MinNative(c, v), Vector512.MaxNative(c, v));
            d = Vector512.MinNative(d, v);
        }

        return Sum([a, b, c, d], count);
    }

    private static Vector512<float> OfTwelve(ref float from, int first, int end, int count, Vector512<float> sign)
    {
        var a = Vector512.Create(float.PositiveInfinity);
        var (b, c, d, e, f) = (a, a, a, a, a);
        var (g, h, i, j, k, l) = (a, a, a, a, a, a);
        for (var bin = first; bin < end; bin++)
        {
            var v = Vector512.LoadUnsafe(ref from, (nuint)(bin * Lanes)) * sign;
            (a, v) = (Vector512.MinNative(a, v), Vector512.MaxNative(a, v));
            (b, v) = (Vector512.MinNative(b, v), Vector512.MaxNative(b, v));
            (c, v) = (Vector512.MinNative(c, v), Vector512.MaxNative(c, v));
            (d, v) = (Vector512.MinNative(d, v), Vector512.MaxNative(d, v));
            (e, v) = (Vector512.MinNative(e, v), Vector512.MaxNative(e, v));
            (f, v) = (Vector512.MinNative(f, v), Vector512.MaxNative(f, v));
            (g, v) = (Vector512.MinNative(g, v), Vector512.MaxNative(g, v));
            (h, v) = (Vector512.MinNative(h, v), Vector512.MaxNative(h, v));
            (i, v) = (Vector512.MinNative(i, v), Vector512.MaxNative(i, v));
            (j, v) = (Vector512.MinNative(j, v), Vector512.MaxNative(j, v));
            (k, v) = (Vector512.MinNative(k, v), Vector512.MaxNative(k, v));
            l = Vector512.MinNative(l, v);
        }

        return Sum([a, b, c, d, e, f, g, h, i, j, k, l], count);
    }

    private static Vector512<float> OfAny(ref float from, int first, int end, int count, Vector512<float> sign)
    {
        Span<Vector512<float>> smallest = stackalloc Vector512<float>[count];
        smallest.Fill(Vector512.Create(float.PositiveInfinity));
        for (var bin = first; bin < end; bin++)
        {
            var v = Vector512.LoadUnsafe(ref from, (nuint)(bin * Lanes)) * sign;
            foreach (ref var kept in smallest)
            {
                (kept, v) = (Vector512.MinNative(kept, v), Vector512.MaxNative(kept, v));
            }
        }

        return Sum(smallest, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Sum(ReadOnlySpan<Vector512<float>> sorted, int count)
    {
        var sum = Vector512<float>.Zero;
        for (var i = 0; i < count; i++)
        {
            sum += sorted[i];
        }

        return sum;
    }
}
