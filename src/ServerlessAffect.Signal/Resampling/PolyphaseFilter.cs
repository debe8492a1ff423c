using System.Collections.Concurrent;
using System.Runtime.Intrinsics;
using ServerlessAffect.Signal.Transforms;

namespace ServerlessAffect.Signal.Resampling;

/// <summary>
/// A low-pass cut into its phases: the taps that meet input samples, for every place that an output sample can have between two of them. Where there are
/// too many such places, an even grid of them, between which is interpolated. Immutable.
/// </summary>
internal sealed class PolyphaseFilter
{
    /// <summary>Up to here (in steps of the finer of both rates) every phase is exact: 44,100 to 16,000 Hz is 160 to 441.</summary>
    private const int MaxExact = 2_048;

    /// <summary>Points of the grid per period of the lower rate; linear interpolation between them errs by -115 dB.</summary>
    private const int GridPoints = 640;

    private const int MaxKept = 32;

    private static readonly ConcurrentDictionary<(int Up, int Down, double LowPass, double PassBand, double Decibels), PolyphaseFilter> Kept = new();

    private readonly AlignedBuffer<float> _taps;

    /// <param name="prototype">Symmetric, on ticks of which <paramref name="ticks"/> are an input sample; sums to 1.</param>
    private PolyphaseFilter(int up, int down, int ticks, double[] prototype)
    {
        (Up, Down, Ticks) = (up, down, ticks);
        var middle = prototype.Length / 2;
        Reach = middle / ticks + 1;
        Taps = (2 * Reach + Vector512<float>.Count) / Vector512<float>.Count * Vector512<float>.Count;

        // One more than there are ticks, so that interpolation has a right neighbour.
        _taps = new AlignedBuffer<float>((ticks + 1) * Taps);
        for (var phase = 0; phase <= ticks; phase++)
        {
            var row = _taps.Span.Slice(phase * Taps, Taps);
            for (var i = 0; i <= 2 * Reach; i++)
            {
                var at = middle + phase + ((Reach - i) * (long)ticks);
                row[i] = at >= 0 && at < prototype.Length ? (float)(ticks * prototype[at]) : 0f;
            }
        }
    }

    /// <summary>Output samples per <see cref="Down"/> input samples.</summary>
    public int Up { get; }

    public int Down { get; }

    /// <summary>Phases per input sample.</summary>
    public int Ticks { get; }

    /// <summary>Whether there is a phase for every place an output sample can have.</summary>
    public bool IsExact => Ticks == Up;

    /// <summary>Input samples to either side of an output sample that have a part in it.</summary>
    public int Reach { get; }

    /// <summary>Length of a phase, a multiple of the longest vector; the first is for the input sample <see cref="Reach"/> before, what is past 2 Reach is 0.</summary>
    public int Taps { get; }

    public ReadOnlySpan<float> Phase(int phase) => _taps.Span.Slice(phase * Taps, Taps);

    /// <summary>The filter for a change of rate, made once; at equal rates only a low-pass remains.</summary>
    public static PolyphaseFilter For(int fromRate, int toRate, ResamplingOptions options)
    {
        var divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(fromRate, toRate);
        var (up, down) = (toRate / divisor, fromRate / divisor);
        var key = (up, down, (options.LowPassHz ?? 0) / fromRate, options.PassBand, options.StopBandDecibels);
        if (Kept.TryGetValue(key, out var kept))
        {
            return kept;
        }

        // Files choose rates; what they choose must not pile up.
        if (Kept.Count >= MaxKept)
        {
            Kept.Clear();
        }

        return Kept[key] = Make(up, down, fromRate, options);
    }

    /// <summary>scipy.signal.resample_poly's own filter.</summary>
    internal static PolyphaseFilter LikeResamplePoly(int up, int down)
    {
        var longer = Math.Max(up, down);
        return new PolyphaseFilter(up, down, up, new KaiserLowPass(0.5 / longer, 10 * longer, 5).Taps());
    }

    private static PolyphaseFilter Make(int up, int down, int fromRate, ResamplingOptions options)
    {
        // In cycles per input sample.
        var nyquist = 0.5 * Math.Min(1, (double)up / down);
        var (cutoff, width) = ((1 + options.PassBand) / 2 * nyquist, (1 - options.PassBand) * nyquist);
        if (options.LowPassHz / fromRate is { } lowPass && lowPass < cutoff)
        {
            (cutoff, width) = (lowPass, Math.Min(0.1 * lowPass, 2 * (nyquist - lowPass)));
        }

        var ticks = Math.Max(up, down) <= MaxExact ? up : Math.Max(1, (int)Math.Ceiling(GridPoints * Math.Min(1, (double)up / down)));
        return new PolyphaseFilter(up, down, ticks, KaiserLowPass.For(cutoff / ticks, width / ticks, options.StopBandDecibels).Taps());
    }
}
