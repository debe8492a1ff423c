using System.Numerics.Tensors;

namespace ServerlessAffect.Signal.Pitch;

/// <summary>Marks the cycles of a voice along an F0 contour.</summary>
/// <remarks>
/// Waveform matching (as Praat's cross-correlation method): from a mark, the next lies where a window of one period, moved by 0.8 to 1.25 periods, has the
/// largest normalised correlation with itself; a parabola gives the period to a fraction of a sample, without which jitter would be the sampling grid's.
/// </remarks>
public static class PitchCycles
{
    private const double ShortestStep = 0.8;
    private const double LongestStep = 1.25;
    private const float LeastCorrelation = 0.3f;

    /// <summary>The most cycles that can be marked in so many samples.</summary>
    /// <param name="fMax">The highest F0 of the contour (Hz).</param>
    public static int MaxCycles(int samples, int sampleRate, double fMax) => (int)(samples * fMax / (sampleRate * ShortestStep)) + 1;

    /// <param name="samples">[samples], mono.</param>
    /// <param name="f0">[frames], Hz; frame t stands for the samples nearest to t x <paramref name="hopLength"/>. NaN or 0 where unvoiced.</param>
    /// <param name="cycles">Written from its start; see <see cref="MaxCycles"/>. What finds no room is left out.</param>
    /// <returns>How many were written.</returns>
    public static int Mark(ReadOnlySpan<float> samples, int sampleRate, ReadOnlySpan<float> f0, int hopLength, Span<PitchCycle> cycles)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hopLength, 1);
        var (count, frame) = (0, 0);
        while (frame < f0.Length)
        {
            if (!(f0[frame] > 0))
            {
                frame++;
                continue;
            }

            var first = frame;
            while (frame < f0.Length && f0[frame] > 0)
            {
                frame++;
            }

            count += MarkRun(samples, sampleRate, f0[..frame], first, hopLength, cycles[count..]);
        }

        return count;
    }

    private static int MarkRun(ReadOnlySpan<float> samples, int sampleRate, ReadOnlySpan<float> f0, int first, int hopLength, Span<PitchCycle> cycles)
    {
        var end = Math.Min(samples.Length, ((f0.Length - 1) * hopLength) + (hopLength / 2));
        var mark = Math.Max(0, (first * hopLength) - (hopLength / 2));
        var (count, continues) = (0, false);
        while (mark < end && count < cycles.Length)
        {
            var period = sampleRate / f0[Math.Clamp((mark + (hopLength / 2)) / hopLength, first, f0.Length - 1)];
            var width = (int)Math.Round(period);
            var start = mark - (width / 2);
            if (start < 0 || width < 2)
            {
                mark += Math.Max(1, width);
                continue;
            }

            if (start + width + (int)(LongestStep * period) + 2 > samples.Length)
            {
                break;
            }

            var (step, correlation) = NextCycle(samples[start..], width, period);
            if (correlation >= LeastCorrelation)
            {
                var cycle = samples.Slice(start, width);
                cycles[count++] = new PitchCycle(mark, step, TensorPrimitives.Max(cycle) - TensorPrimitives.Min(cycle), continues);
                continues = true;
                mark += (int)Math.Round(step);
            }
            else
            {
                continues = false;
                mark += width;
            }
        }

        return count;
    }

    private static (float Step, float Correlation) NextCycle(ReadOnlySpan<float> samples, int width, float period)
    {
        var cycle = samples[..width];
        var energy = TensorPrimitives.SumOfSquares(cycle);
        var (from, to) = ((int)(ShortestStep * period), (int)Math.Ceiling(LongestStep * period));
        var (best, bestLag) = (float.NegativeInfinity, from);
        for (var lag = from; lag <= to; lag++)
        {
            var correlation = Correlation(cycle, energy, samples.Slice(lag, width));
            if (correlation > best)
            {
                (best, bestLag) = (correlation, lag);
            }
        }

        var shift = bestLag == from || bestLag == to
            ? 0
            : Parabola.Shift(Correlation(cycle, energy, samples.Slice(bestLag - 1, width)), best, Correlation(cycle, energy, samples.Slice(bestLag + 1, width)));
        return (bestLag + (float)shift, best);
    }

    private static float Correlation(ReadOnlySpan<float> cycle, float energy, ReadOnlySpan<float> moved)
    {
        var scale = MathF.Sqrt(energy * TensorPrimitives.SumOfSquares(moved));
        return scale > 0 ? TensorPrimitives.Dot(cycle, moved) / scale : 0;
    }
}
