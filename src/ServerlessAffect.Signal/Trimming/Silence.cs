using System.Buffers;
using System.Numerics.Tensors;

namespace ServerlessAffect.Signal.Trimming;

/// <summary>Finds the parts of a clip that are not silent, as <c>librosa.effects.trim</c> and <c>librosa.effects.split</c> do.</summary>
/// <remarks>
/// A frame sounds when 10 log10(max(p, 1e-10)) - 10 log10(max(p_max, 1e-10)) is above -<see cref="SilenceOptions.TopDb"/>, p being its mean square. Hence
/// a clip of zeros is kept whole. Everything is relative to the clip given: a long recording is asked window by window.
/// </remarks>
public static class Silence
{
    private const double LeastPower = 1e-10;

    /// <summary>The range from the first frame that sounds to the last (<c>effects.trim</c>); empty for an empty clip.</summary>
    /// <param name="samples">[samples], mono.</param>
    public static SampleRange Trim(ReadOnlySpan<float> samples, SilenceOptions? options = null)
    {
        options ??= SilenceOptions.Default;
        options.Check();
        var frames = FramePower.Frames(samples.Length, options.HopLength);
        var power = ArrayPool<double>.Shared.Rent(frames);
        try
        {
            var threshold = Threshold(samples, options, power.AsSpan(0, frames));
            var (first, last) = (0, frames - 1);
            while (first <= last && !Sounds(power[first], threshold))
            {
                first++;
            }

            while (last > first && !Sounds(power[last], threshold))
            {
                last--;
            }

            return first > last ? default : Range(first, last + 1, samples.Length, options.HopLength);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(power);
        }
    }

    /// <summary>The most ranges that <see cref="Split"/> can find in so many samples.</summary>
    public static int MaxRanges(int samples, SilenceOptions? options = null)
        => (FramePower.Frames(samples, (options ?? SilenceOptions.Default).HopLength) + 1) / 2;

    /// <summary>Every run of frames that sound (<c>effects.split</c>), in order.</summary>
    /// <param name="samples">[samples], mono.</param>
    /// <param name="ranges">[at least <see cref="MaxRanges"/>], written from its start.</param>
    /// <returns>How many were written.</returns>
    /// <exception cref="ArgumentException">Too little room.</exception>
    public static int Split(ReadOnlySpan<float> samples, Span<SampleRange> ranges, SilenceOptions? options = null)
    {
        options ??= SilenceOptions.Default;
        options.Check();
        var most = MaxRanges(samples.Length, options);
        if (ranges.Length < most)
        {
            throw new ArgumentException($"Expected room for {most} ranges, got {ranges.Length}.", nameof(ranges));
        }

        var frames = FramePower.Frames(samples.Length, options.HopLength);
        var power = ArrayPool<double>.Shared.Rent(frames);
        try
        {
            var threshold = Threshold(samples, options, power.AsSpan(0, frames));
            var (count, start) = (0, -1);
            for (var frame = 0; frame <= frames; frame++)
            {
                var sounds = frame < frames && Sounds(power[frame], threshold);
                if (sounds && start < 0)
                {
                    start = frame;
                }
                else if (!sounds && start >= 0)
                {
                    ranges[count++] = Range(start, frame, samples.Length, options.HopLength);
                    start = -1;
                }
            }

            return count;
        }
        finally
        {
            ArrayPool<double>.Shared.Return(power);
        }
    }

    private static double Threshold(ReadOnlySpan<float> samples, SilenceOptions options, Span<double> power)
    {
        FramePower.Compute(samples, options.FrameLength, options.HopLength, power);
        var loudest = power.IsEmpty ? 0 : TensorPrimitives.Max<double>(power);
        return Math.Max(LeastPower, loudest) * Math.Pow(10, -options.TopDb / 10);
    }

    private static bool Sounds(double power, double threshold) => Math.Max(LeastPower, power) > threshold;

    private static SampleRange Range(int firstFrame, int endFrame, int samples, int hopLength)
        => new(Math.Min(samples, firstFrame * hopLength), (int)Math.Min(samples, (long)endFrame * hopLength));
}
