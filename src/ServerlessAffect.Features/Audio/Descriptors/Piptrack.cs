namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>Summaries of librosa.piptrack.</summary>
internal static class Piptrack
{
    /// <summary>The mean over all bins and frames, nearly all 0 (Hz): a number that one published study calls pitch.</summary>
    public static float Mean(AudioClip clip)
    {
        var sum = 0.0;
        foreach (var peak in Peaks(clip))
        {
            sum += peak.Frequency;
        }

        return (float)(sum / Math.Max(1, (long)AudioClip.Bins * clip.Frames));
    }

    /// <summary>How many cells of bins and frames hold a pitch.</summary>
    public static long Nonzero(AudioClip clip) => Peaks(clip).Count;

    /// <summary>Of each frame the pitch of the largest magnitude, 0 where there is none (Hz).</summary>
    /// <returns>[frames].</returns>
    public static float[] Best(AudioClip clip)
    {
        var best = new float[clip.Frames];
        var magnitudes = new float[clip.Frames];
        foreach (var peak in Peaks(clip))
        {
            if (peak.Magnitude > magnitudes[peak.Frame])
            {
                (best[peak.Frame], magnitudes[peak.Frame]) = (peak.Frequency, peak.Magnitude);
            }
        }

        return best;
    }

    private static List<PitchPeak> Peaks(AudioClip clip) => PitchPeaks.Find(clip.Magnitude, clip.SampleRate);
}
