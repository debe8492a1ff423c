namespace ServerlessAffect.Signal.Pitch;

/// <summary>How much neighbouring cycles of a voice differ, over the cycles that follow one another without a gap; 0 where there are none.</summary>
/// <remarks>The definitions are Praat's (and openSMILE's jitterLocal, jitterDDP, shimmerLocal).</remarks>
public static class VoicePerturbation
{
    /// <summary>Mean |T(i) - T(i-1)| over the mean of T.</summary>
    public static double Jitter(ReadOnlySpan<PitchCycle> cycles)
    {
        var (difference, sum, pairs) = (0.0, 0.0, 0);
        for (var i = 1; i < cycles.Length; i++)
        {
            if (cycles[i].Continues)
            {
                difference += Math.Abs(cycles[i].Period - cycles[i - 1].Period);
                sum += (cycles[i].Period + cycles[i - 1].Period) / 2;
                pairs++;
            }
        }

        return pairs == 0 ? 0 : difference / sum;
    }

    /// <summary>Mean |(T(i+1) - T(i)) - (T(i) - T(i-1))| over the mean of T: blind to a steady glide of the pitch.</summary>
    public static double JitterDdp(ReadOnlySpan<PitchCycle> cycles)
    {
        var (difference, sum, triples) = (0.0, 0.0, 0);
        for (var i = 2; i < cycles.Length; i++)
        {
            if (cycles[i].Continues && cycles[i - 1].Continues)
            {
                difference += Math.Abs(cycles[i].Period - (2 * cycles[i - 1].Period) + cycles[i - 2].Period);
                sum += cycles[i - 1].Period;
                triples++;
            }
        }

        return triples == 0 ? 0 : difference / sum;
    }

    /// <summary>Mean |A(i) - A(i-1)| over the mean of A.</summary>
    public static double Shimmer(ReadOnlySpan<PitchCycle> cycles)
    {
        var (difference, sum, pairs) = (0.0, 0.0, 0);
        for (var i = 1; i < cycles.Length; i++)
        {
            if (cycles[i].Continues)
            {
                difference += Math.Abs(cycles[i].Amplitude - cycles[i - 1].Amplitude);
                sum += (cycles[i].Amplitude + cycles[i - 1].Amplitude) / 2;
                pairs++;
            }
        }

        return pairs == 0 || sum <= 0 ? 0 : difference / sum;
    }
}
