using System.Collections.Concurrent;
using ServerlessAffect.Signal.Transforms;

namespace ServerlessAffect.Signal.Resampling;

/// <summary>The sharp part of a change of rate, as factors for the bins of a spectrum: a linear-phase low-pass that also doubles the rate, or halves it some times. Immutable.</summary>
internal sealed class BandLimit
{
    private const int MaxKept = 32;

    /// <summary>Blocks this many times as long as the filter reaches spend an eighth on overlap.</summary>
    private const int BlockPerReach = 16;

    private const int MinLength = 2_048;

    private static readonly ConcurrentDictionary<(int From, int Up, int Down, int Lead, LowPassSlope Slope), BandLimit> Kept = new();

    private BandLimit(int fromRate, int up, int down, int lead, LowPassSlope slope)
    {
        (Up, Down) = (up, down);
        var rate = (double)fromRate * up;
        var taps = KaiserLowPass.For(slope.Cutoff / rate, slope.Width / rate, slope.Decibels).Taps();
        var middle = taps.Length / 2;
        Reach = (Math.Max((middle + up - 1) / up, lead) + down - 1) / down * down;
        Length = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(MinLength, BlockPerReach * Reach));
        var grid = Length * up;
        var wrapped = new double[grid];
        for (var n = 0; n < taps.Length; n++)
        {
            wrapped[(n - middle + grid) % grid] = taps[n];
        }

        var (re, im) = (new double[(grid / 2) + 1], new double[(grid / 2) + 1]);
        new RealFft<double>(grid).Forward(wrapped, re, im);

        // What lies beyond the shorter of the two spectra is in the stop band; the inverse divides by its own length.
        Factors = new float[Math.Min(Length, OutputLength) / 2 + (down > 1 ? 0 : 1)];
        for (var k = 0; k < Factors.Length; k++)
        {
            Factors[k] = (float)(re[k] * OutputLength / Length);
        }
    }

    /// <summary>1 or 2.</summary>
    public int Up { get; }

    /// <summary>A power of two; 1 where <see cref="Up"/> is not.</summary>
    public int Down { get; }

    /// <summary>Input samples to either side that have a part in an output sample, rounded up to a multiple of <see cref="Down"/>.</summary>
    public int Reach { get; }

    /// <summary>Input samples of a transform, a power of two.</summary>
    public int Length { get; }

    public int OutputLength => Length * Up / Down;

    /// <summary>For the bins from 0 on; all others become 0.</summary>
    public float[] Factors { get; }

    /// <param name="lead">Input samples before the first that must come out at least.</param>
    public static BandLimit For(int fromRate, int up, int down, int lead, LowPassSlope slope)
    {
        var key = (fromRate, up, down, lead, slope);
        if (Kept.TryGetValue(key, out var kept))
        {
            return kept;
        }

        // Files choose rates; what they choose must not pile up.
        if (Kept.Count >= MaxKept)
        {
            Kept.Clear();
        }

        return Kept[key] = new BandLimit(fromRate, up, down, lead, slope);
    }
}
