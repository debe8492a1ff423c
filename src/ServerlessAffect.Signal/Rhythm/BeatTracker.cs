using System.Buffers;
using System.Numerics.Tensors;

namespace ServerlessAffect.Signal.Rhythm;

/// <summary>Beats that fit both a tempo and the onsets; <c>librosa.beat.beat_track</c> with its defaults.</summary>
/// <remarks>D. Ellis, "Beat tracking by dynamic programming" (2007): a beat's score is its own onset plus the best score of a beat before it, less 100 times the squared logarithm of their distance in beats.</remarks>
public static class BeatTracker
{
    private const double Tightness = 100;

    /// <summary>The most beats that can be found in so many frames.</summary>
    public static int MaxBeats(int frames) => frames;

    /// <summary>Finds the beats.</summary>
    /// <param name="envelope">[frames], of <see cref="OnsetStrength"/>; beats are its frames.</param>
    /// <param name="framesPerSecond">Sample rate over hop.</param>
    /// <param name="bpm">Beats per minute, of <see cref="Tempo"/>.</param>
    /// <param name="beats">[<see cref="MaxBeats"/>], written from its start, rising.</param>
    /// <returns>How many were written; none where <paramref name="bpm"/> is 0 or no onset is there.</returns>
    /// <exception cref="ArgumentException">Too little room.</exception>
    public static int Track(ReadOnlySpan<float> envelope, double framesPerSecond, double bpm, Span<int> beats)
    {
        if (beats.Length < MaxBeats(envelope.Length))
        {
            throw new ArgumentException($"Expected room for {MaxBeats(envelope.Length)} beats, got {beats.Length}.", nameof(beats));
        }

        if (!(bpm > 0) || envelope.Length < 2 || !envelope.ContainsAnyExcept(0f))
        {
            return 0;
        }

        var period = Math.Max(1, (int)Math.Round(framesPerSecond * 60 / bpm));
        var values = ArrayPool<double>.Shared.Rent(2 * envelope.Length);
        var links = ArrayPool<int>.Shared.Rent(envelope.Length);
        try
        {
            var local = values.AsSpan(0, envelope.Length);
            var score = values.AsSpan(envelope.Length, envelope.Length);
            LocalScore(envelope, period, local);
            Link(local, period, score, links);
            var count = 0;
            for (var frame = LastBeat(score); frame >= 0; frame = links[frame])
            {
                beats[count++] = frame;
            }

            beats[..count].Reverse();
            return DropWeakEnds(local, beats[..count]);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(values);
            ArrayPool<int>.Shared.Return(links);
        }
    }

    /// <summary>The envelope over its standard deviation, smoothed by a Gaussian of 1/32 of a beat.</summary>
    private static void LocalScore(ReadOnlySpan<float> envelope, int period, Span<double> local)
    {
        var mean = (double)TensorPrimitives.Sum(envelope) / envelope.Length;
        var variance = 0.0;
        foreach (var value in envelope)
        {
            variance += (value - mean) * (value - mean);
        }

        var deviation = Math.Sqrt(variance / (envelope.Length - 1));
        for (var i = 0; i < local.Length; i++)
        {
            var sum = 0.0;

            // librosa leaves the very first frame out of the sum; it holds no onset.
            for (var at = Math.Max(1, i - period); at <= Math.Min(local.Length - 1, i + period); at++)
            {
                var distance = (i - at) * 32.0 / period;
                sum += Math.Exp(-0.5 * distance * distance) * envelope[at];
            }

            local[i] = deviation > 0 ? sum / deviation : 0;
        }
    }

    private static void Link(ReadOnlySpan<double> local, int period, Span<double> score, Span<int> links)
    {
        var (least, first) = (0.01 * TensorPrimitives.Max(local), true);
        var nearest = Math.Max(1, (int)Math.Round(period / 2.0));
        for (var i = 0; i < local.Length; i++)
        {
            var (best, from) = (double.NegativeInfinity, -1);
            for (var at = i - nearest; at >= Math.Max(0, i - (2 * period)); at--)
            {
                var distance = Math.Log((double)(i - at) / period);
                var value = score[at] - (Tightness * distance * distance);
                if (value > best)
                {
                    (best, from) = (value, at);
                }
            }

            score[i] = local[i] + (from >= 0 ? best : 0);
            first &= local[i] < least;
            links[i] = first ? -1 : from;
        }
    }

    /// <summary>The last local maximum of the score that reaches half their median; the last frame where there is none.</summary>
    private static int LastBeat(ReadOnlySpan<double> score)
    {
        var rented = ArrayPool<double>.Shared.Rent(score.Length);
        try
        {
            var count = 0;
            for (var i = 1; i < score.Length; i++)
            {
                if (IsPeak(score, i))
                {
                    rented[count++] = score[i];
                }
            }

            var peaks = rented.AsSpan(0, count);
            peaks.Sort();
            var threshold = count == 0 ? 0 : 0.25 * (peaks[(count - 1) / 2] + peaks[count / 2]);
            for (var i = score.Length - 1; i > 0; i--)
            {
                if (IsPeak(score, i) && score[i] >= threshold)
                {
                    return i;
                }
            }

            return score.Length - 1;
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    private static bool IsPeak(ReadOnlySpan<double> score, int at)
        => score[at] > score[at - 1] && (at == score.Length - 1 || score[at] >= score[at + 1]);

    /// <summary>Beats before the first frame and after the last one whose local score exceeds half the root mean square of the beats' smoothed scores are dropped.</summary>
    private static int DropWeakEnds(ReadOnlySpan<double> local, Span<int> beats)
    {
        // Hann of five points, its ends 0: what is left is (1/2, 1, 1/2). librosa's cut keeps one value beyond the last beat, and a 0.
        var (sum, before) = (0.0, 0.0);
        for (var i = 0; i <= beats.Length; i++)
        {
            var at = i < beats.Length ? local[beats[i]] : 0;
            var after = i + 1 < beats.Length ? local[beats[i + 1]] : 0;
            var smooth = (0.5 * before) + at + (0.5 * after);
            sum += smooth * smooth;
            before = at;
        }

        var values = Math.Min(beats.Length + 2, local.Length);
        var threshold = 0.5 * Math.Sqrt(sum / values);
        var (first, last) = (0, local.Length - 1);
        while (first < local.Length && local[first] <= threshold)
        {
            first++;
        }

        while (last > first && local[last] <= threshold)
        {
            last--;
        }

        var kept = 0;
        foreach (var beat in beats)
        {
            if (beat >= first && beat <= last)
            {
                beats[kept++] = beat;
            }
        }

        return kept;
    }
}
