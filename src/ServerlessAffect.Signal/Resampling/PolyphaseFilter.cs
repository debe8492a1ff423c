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

    /// <summary>Phases of the grid; linear interpolation between them errs by -115 dB.</summary>
    private const int GridPoints = 1_024;

    private const int MaxKept = 32;

    private static readonly ConcurrentDictionary<(int Up, int Down, double Width, double Decibels), PolyphaseFilter> Kept = new();

    private readonly AlignedBuffer<float> _taps;

    /// <param name="prototype">Symmetric, on ticks of which <paramref name="ticks"/> are an input sample; sums to 1.</param>
    private PolyphaseFilter(int up, int down, int ticks, double[] prototype)
    {
        (Up, Down, Ticks) = (up, down, ticks);
        var middle = prototype.Length / 2;
        Before = middle / ticks;
        var all = (2 * Before) + 2;
        Taps = (all + Vector512<float>.Count - 1) / Vector512<float>.Count * Vector512<float>.Count;

        // One more than there are ticks, so that interpolation has a right neighbour.
        _taps = new AlignedBuffer<float>((ticks + 1) * Taps);
        for (var phase = 0; phase <= ticks; phase++)
        {
            var row = _taps.Span.Slice(phase * Taps, Taps);
            for (var i = 0; i < all; i++)
            {
                var at = middle + phase + ((Before - i) * (long)ticks);
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

    /// <summary>Of the input samples at and before an output sample's time, so many but the last have a part in it.</summary>
    public int Before { get; }

    /// <summary>Input samples later than an output sample's time that have a part in it.</summary>
    public int After => Before + 1;

    /// <summary>Length of a phase, a multiple of the longest vector; the first is for the input sample <see cref="Before"/> the last that is not later, 0 fills it up.</summary>
    public int Taps { get; }

    public ReadOnlySpan<float> Phase(int phase) => _taps.Span.Slice(phase * Taps, Taps);

    /// <summary>For sound whose band is limited already: what keeps it and takes its images away.</summary>
    /// <param name="width">Of the slope around half of <paramref name="fromRate"/>, as a share of that rate.</param>
    public static PolyphaseFilter For(int fromRate, int toRate, double width, double decibels)
    {
        var divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(fromRate, toRate);
        var (up, down) = (toRate / divisor, fromRate / divisor);
        var key = (up, down, width, decibels);
        if (Kept.TryGetValue(key, out var kept))
        {
            return kept;
        }

        // Files choose rates; what they choose must not pile up.
        if (Kept.Count >= MaxKept)
        {
            Kept.Clear();
        }

        return Kept[key] = Make(up, down, width, decibels);
    }

    /// <summary>scipy.signal.resample_poly's own filter.</summary>
    internal static PolyphaseFilter LikeResamplePoly(int up, int down)
    {
        var longer = Math.Max(up, down);
        return new PolyphaseFilter(up, down, up, new KaiserLowPass(0.5 / longer, 10 * longer, 5).Taps());
    }

    private static PolyphaseFilter Make(int up, int down, double width, double decibels)
    {
        var ticks = Math.Max(up, down) <= MaxExact ? up : GridPoints;
        return new PolyphaseFilter(up, down, ticks, KaiserLowPass.For(0.5 / ticks, width / ticks, decibels).Taps());
    }
}
