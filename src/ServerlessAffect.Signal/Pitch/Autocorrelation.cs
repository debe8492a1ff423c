using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Signal.Pitch;

/// <summary>Autocorrelation in the time domain: for the few hundred lags that a voice needs it costs less than two transforms, and loses less.</summary>
public static class Autocorrelation
{
    /// <summary>Lags are summed in groups of this many or of twice as many: four or eight registers of sixteen.</summary>
    private const int LagsAtOnce = 64;

    /// <summary>Samples of a register.</summary>
    private const int Lanes = 16;

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
        for (var lag = 0; lag < lags.Length && lag < samples; lag += 2 * LagsAtOnce)
        {
            // From lag on, the last samples meet nothing but zeros.
            AddCorrelation(padded[..(samples - lag)], padded[lag..], lags.Slice(lag, Math.Min(2 * LagsAtOnce, lags.Length - lag)));
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

        Span<float> sums = stackalloc float[2 * LagsAtOnce];
        for (var lag = 0; lag < lags.Length; lag += 2 * LagsAtOnce)
        {
            var wanted = Math.Min(2 * LagsAtOnce, lags.Length - lag);
            for (var from = 0; from < x.Length; from += Run)
            {
                var count = Math.Min(Run, x.Length - from);
                if (wanted > LagsAtOnce)
                {
                    CorrelateWide(x.Slice(from, count), y.Slice(from + lag, count + (2 * LagsAtOnce) - 1), sums);
                }
                else
                {
                    CorrelateNarrow(x.Slice(from, count), y.Slice(from + lag, count + LagsAtOnce - 1), sums);
                }

                for (var k = 0; k < wanted; k++)
                {
                    lags[lag + k] += sums[k];
                }
            }
        }
    }

    private static void CorrelateNarrow(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> sums)
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

    /// <summary>
    /// Samples m, m + 16, m + 32... one after another: what the first meets in the second register of lags, the next meets in the first. So registers of y
    /// are handed on, and one load serves eight sums.
    /// </summary>
    private static void CorrelateWide(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> sums)
    {
        ref var left = ref MemoryMarshal.GetReference(x);
        ref var right = ref MemoryMarshal.GetReference(y);
        Vector512<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default, sum4 = default, sum5 = default, sum6 = default, sum7 = default;
        var count = (nuint)x.Length;
        for (nuint first = 0; first < Lanes && first < count; first++)
        {
            var y0 = Vector512.LoadUnsafe(ref right, first);
            var y1 = Vector512.LoadUnsafe(ref right, first + 16);
            var y2 = Vector512.LoadUnsafe(ref right, first + 32);
            var y3 = Vector512.LoadUnsafe(ref right, first + 48);
            var y4 = Vector512.LoadUnsafe(ref right, first + 64);
            var y5 = Vector512.LoadUnsafe(ref right, first + 80);
            var y6 = Vector512.LoadUnsafe(ref right, first + 96);
            for (var m = first; m < count; m += Lanes)
            {
                var y7 = Vector512.LoadUnsafe(ref right, m + 112);
                var sample = Vector512.Create(Unsafe.Add(ref left, m));
                sum0 = Vector512.FusedMultiplyAdd(sample, y0, sum0);
                sum1 = Vector512.FusedMultiplyAdd(sample, y1, sum1);
                sum2 = Vector512.FusedMultiplyAdd(sample, y2, sum2);
                sum3 = Vector512.FusedMultiplyAdd(sample, y3, sum3);
                sum4 = Vector512.FusedMultiplyAdd(sample, y4, sum4);
                sum5 = Vector512.FusedMultiplyAdd(sample, y5, sum5);
                sum6 = Vector512.FusedMultiplyAdd(sample, y6, sum6);
                sum7 = Vector512.FusedMultiplyAdd(sample, y7, sum7);
                (y0, y1, y2, y3, y4, y5, y6) = (y1, y2, y3, y4, y5, y6, y7);
            }
        }

        sum0.CopyTo(sums);
        sum1.CopyTo(sums[16..]);
        sum2.CopyTo(sums[32..]);
        sum3.CopyTo(sums[48..]);
        sum4.CopyTo(sums[64..]);
        sum5.CopyTo(sums[80..]);
        sum6.CopyTo(sums[96..]);
        sum7.CopyTo(sums[112..]);
    }
}
