using ServerlessAffect.Features.Audio.Functionals.Statistics;

namespace ServerlessAffect.Features.Audio.Functionals.Contours;

/// <summary>The frames of a window without its silent ends.</summary>
internal static class SoundingPart
{
    private const float BelowLoud = 35;
    private const int FewestFrames = 5;
    private const int Margin = 5;

    /// <summary>From the first frame to the last that is less than 35 dB below the 99th percentile, with 50 ms more at each end; all frames where there are fewer than 5 of those.</summary>
    /// <param name="energy">[frames], dB, one at least.</param>
    /// <param name="scratch">[frames] at least.</param>
    public static Range Of(ReadOnlySpan<float> energy, Span<float> scratch)
    {
        scratch = scratch[..energy.Length];
        energy.CopyTo(scratch);
        scratch.Sort();
        var level = LevelStatistics.Percentile(scratch, 99) - BelowLoud;
        var (first, last, count) = (0, energy.Length - 1, 0);
        for (var t = 0; t < energy.Length; t++)
        {
            if (energy[t] > level)
            {
                (first, last, count) = (count == 0 ? t : first, t, count + 1);
            }
        }

        return count < FewestFrames ? Range.All : Math.Max(0, first - Margin)..Math.Min(energy.Length, last + Margin + 1);
    }
}
