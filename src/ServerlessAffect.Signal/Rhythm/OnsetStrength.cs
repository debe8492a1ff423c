using System.Buffers;
using System.Numerics.Tensors;

namespace ServerlessAffect.Signal.Rhythm;

/// <summary>How strongly sounds begin in each frame: the rise of a decibel spectrogram; <c>librosa.onset.onset_strength</c>.</summary>
/// <remarks>
/// o[t + s] = mean (or median) over bands b of max(0, S[b, t] - S[b, t - 1]), with s = nFft / (2 hop) frames for the centring. librosa's default spectrogram
/// has 128 mel bands in dB relative to 1, cut 80 dB below the loudest cell.
/// </remarks>
public static class OnsetStrength
{
    /// <summary>The mean over bands: librosa's default.</summary>
    /// <param name="decibels">[bands, frames].</param>
    /// <param name="bands">From 1.</param>
    /// <param name="shift">nFft / (2 hop): 2 for 2,048 and 512.</param>
    /// <param name="envelope">[frames], written.</param>
    public static void Mean(ReadOnlySpan<float> decibels, int bands, int shift, Span<float> envelope)
    {
        var rises = Begin(decibels, bands, shift, envelope);
        if (rises <= 0)
        {
            return;
        }

        var frames = envelope.Length;
        var sums = envelope[(shift + 1)..];
        var rise = ArrayPool<float>.Shared.Rent(rises);
        try
        {
            var values = rise.AsSpan(0, rises);
            for (var band = 0; band < bands; band++)
            {
                var row = decibels.Slice(band * frames, rises + 1);
                TensorPrimitives.Subtract(row[1..], row[..rises], values);
                TensorPrimitives.Max(values, 0f, values);
                TensorPrimitives.Add(sums, values, sums);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rise);
        }

        TensorPrimitives.Divide(sums, bands, sums);
    }

    /// <summary>The median over bands: what <c>librosa.beat.beat_track</c> uses when it is given samples.</summary>
    /// <inheritdoc cref="Mean"/>
    public static void Median(ReadOnlySpan<float> decibels, int bands, int shift, Span<float> envelope)
    {
        var rises = Begin(decibels, bands, shift, envelope);
        var (frames, rented) = (envelope.Length, ArrayPool<float>.Shared.Rent(bands));
        try
        {
            var values = rented.AsSpan(0, bands);
            for (var t = 1; t <= rises; t++)
            {
                for (var band = 0; band < bands; band++)
                {
                    values[band] = Math.Max(0, decibels[(band * frames) + t] - decibels[(band * frames) + t - 1]);
                }

                values.Sort();
                envelope[shift + t] = (values[(bands - 1) / 2] + values[bands / 2]) / 2;
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    /// <summary>Zeros everywhere, and how many frames a rise is given to.</summary>
    private static int Begin(ReadOnlySpan<float> decibels, int bands, int shift, Span<float> envelope)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bands, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(shift);
        if (decibels.Length != bands * envelope.Length)
        {
            throw new ArgumentException($"Expected {bands} bands of {envelope.Length} frames, got {decibels.Length} values.", nameof(decibels));
        }

        envelope.Clear();
        return envelope.Length - shift - 1;
    }
}
