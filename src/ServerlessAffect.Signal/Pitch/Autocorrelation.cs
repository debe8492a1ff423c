using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Signal.Pitch;

/// <summary>Autocorrelation in the time domain: for the few hundred lags that a voice needs it costs less than two transforms, and loses less.</summary>
public static class Autocorrelation
{
    /// <summary>Lags summed at once: four registers of sixteen.</summary>
    private const int LagsAtOnce = 64;

    /// <summary>Products summed in single precision before the sum is carried on in double.</summary>
    private const int Run = 256;

    /// <summary>r[k] = sum over m of x[m] x[m + k], k from 0: <c>librosa.autocorrelate</c> with <c>max_size</c> lags.</summary>
    /// <param name="frame">[samples]; taken as zero beyond its end.</param>
    /// <param name="lags">[lags], written; any length.</param>
    public static void Compute(ReadOnlySpan<float> frame, Span<double> lags)
    {
        var length = frame.Length + Padding(lags.Length);
        var padded = ArrayPool<float>.Shared.Rent(length);
        try
        {
            frame.CopyTo(padded);
            padded.AsSpan(frame.Length, length - frame.Length).Clear();
            ComputePadded(padded.AsSpan(0, length), frame.Length, lags);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(padded);
        }
    }

    /// <summary>The same for a frame that zeros follow already.</summary>
    /// <param name="padded">[<paramref name="samples"/> + <see cref="Padding"/> at least].</param>
    internal static void ComputePadded(ReadOnlySpan<float> padded, int samples, Span<double> lags)
    {
        lags.Clear();
        for (var lag = 0; lag < lags.Length && lag < samples; lag += LagsAtOnce)
        {
            // From lag on, the last samples meet nothing but zeros.
            AddCorrelation(padded[..(samples - lag)], padded[lag..], lags.Slice(lag, Math.Min(LagsAtOnce, lags.Length - lag)));
        }
    }

    /// <summary>How many readable samples must follow the last one that <see cref="AddCorrelation"/> multiplies at lag 0.</summary>
    internal static int Padding(int lags) => (lags + LagsAtOnce - 1) / LagsAtOnce * LagsAtOnce;

    /// <summary>lags[k] += sum over m of x[m] y[m + k].</summary>
    /// <param name="x">[samples].</param>
    /// <param name="y">[samples + <see cref="Padding"/> at least].</param>
    /// <param name="lags">[lags].</param>
    internal static void AddCorrelation(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<double> lags)
    {
        if (y.Length < x.Length + Padding(lags.Length))
        {
            throw new ArgumentException($"Expected at least {x.Length + Padding(lags.Length)} samples to correlate with, got {y.Length}.", nameof(y));
        }

        Span<float> sums = stackalloc float[LagsAtOnce];
        for (var lag = 0; lag < lags.Length; lag += LagsAtOnce)
        {
            var wanted = Math.Min(LagsAtOnce, lags.Length - lag);
            for (var from = 0; from < x.Length; from += Run)
            {
                var count = Math.Min(Run, x.Length - from);
                CorrelateRun(x.Slice(from, count), y.Slice(from + lag, count + LagsAtOnce - 1), sums);
                for (var k = 0; k < wanted; k++)
                {
                    lags[lag + k] += sums[k];
                }
            }
        }
    }

    private static void CorrelateRun(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> sums)
    {
        ref var right = ref MemoryMarshal.GetReference(y);
        var (sum0, sum1, sum2, sum3) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        for (var m = 0; m < x.Length; m++)
        {
            var left = Vector512.Create(x[m]);
            sum0 = Vector512.FusedMultiplyAdd(left, Vector512.LoadUnsafe(ref right, (nuint)m), sum0);
            sum1 = Vector512.FusedMultiplyAdd(left, Vector512.LoadUnsafe(ref right, (nuint)(m + 16)), sum1);
            sum2 = Vector512.FusedMultiplyAdd(left, Vector512.LoadUnsafe(ref right, (nuint)(m + 32)), sum2);
            sum3 = Vector512.FusedMultiplyAdd(left, Vector512.LoadUnsafe(ref right, (nuint)(m + 48)), sum3);
        }

        sum0.CopyTo(sums);
        sum1.CopyTo(sums[16..]);
        sum2.CopyTo(sums[32..]);
        sum3.CopyTo(sums[48..]);
    }
}
