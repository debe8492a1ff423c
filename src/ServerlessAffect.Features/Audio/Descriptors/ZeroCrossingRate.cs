using System.Numerics;
using System.Runtime.Intrinsics;
using ServerlessAffect.Signal.Spectra;

namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>Share of samples whose sign differs from the one before; librosa.feature.zero_crossing_rate(frame_length=2048, hop_length=512).</summary>
/// <remarks>Values within 1e-10 of zero count as zero, zero as positive; a frame's first sample never counts; beyond the ends stands the edge's sample.</remarks>
internal static class ZeroCrossingRate
{
    private const float Threshold = 1e-10f;
    private const int WordBits = 64;

    /// <returns>[frames].</returns>
    public static double[] Compute(ReadOnlySpan<float> samples)
    {
        var rates = new double[AudioClip.Framing.Frames(samples.Length)];
        Compute(samples, new ulong[(samples.Length / WordBits) + 1], rates);
        return rates;
    }

    /// <param name="crossings">[samples / 64 + 1]: room.</param>
    /// <param name="rates">[frames].</param>
    public static void Compute(ReadOnlySpan<float> samples, Span<ulong> crossings, Span<double> rates)
    {
        var before = 0UL;
        for (var word = 0; word < crossings.Length; word++)
        {
            var negative = Negative(samples[Math.Min(samples.Length, word * WordBits)..Math.Min(samples.Length, (word + 1) * WordBits)]);
            crossings[word] = negative ^ ((negative << 1) | before);
            before = negative >> (WordBits - 1);
        }

        for (var frame = 0; frame < rates.Length; frame++)
        {
            var start = (frame * AudioClip.HopLength) - (AudioClip.FrameLength / 2);
            rates[frame] = (double)Count(crossings, Math.Max(1, start + 1), Math.Min(samples.Length, start + AudioClip.FrameLength)) / AudioClip.FrameLength;
        }
    }

    /// <summary>A bit for each of up to 64 samples.</summary>
    private static ulong Negative(ReadOnlySpan<float> samples)
    {
        var bits = 0UL;
        var i = 0;
        for (; i <= samples.Length - FrameLanes.Count; i += FrameLanes.Count)
        {
            bits |= Vector512.LessThan(Vector512.Create(samples.Slice(i, FrameLanes.Count)), Vector512.Create(-Threshold)).ExtractMostSignificantBits() << i;
        }

        for (; i < samples.Length; i++)
        {
            bits |= samples[i] < -Threshold ? 1UL << i : 0;
        }

        return bits;
    }

    private static int Count(ReadOnlySpan<ulong> bits, int from, int end)
    {
        if (from >= end)
        {
            return 0;
        }

        var (first, last) = (from / WordBits, (end - 1) / WordBits);
        var (head, tail) = (ulong.MaxValue << (from % WordBits), ulong.MaxValue >> (WordBits - 1 - ((end - 1) % WordBits)));
        if (first == last)
        {
            return BitOperations.PopCount(bits[first] & head & tail);
        }

        var count = BitOperations.PopCount(bits[first] & head) + BitOperations.PopCount(bits[last] & tail);
        for (var word = first + 1; word < last; word++)
        {
            count += BitOperations.PopCount(bits[word]);
        }

        return count;
    }
}
