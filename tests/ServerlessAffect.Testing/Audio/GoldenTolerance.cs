namespace ServerlessAffect.Testing.Audio;

/// <summary>The table of tolerances in the README beside the golden audio, as code.</summary>
public static class GoldenTolerance
{
    private const double BinWidth = (double)GoldenClip.SampleRate / 2048;

    /// <summary>Null where the table does not judge an array of a clip: what is undefined on trains of impulses, and what is no number of a descriptor.</summary>
    public static string? Differs(GoldenClip clip, string array, GoldenArray expected, double[] actual)
    {
        if (expected.Values.Length != actual.Length)
        {
            return $"{clip} {array}: {actual.Length} values, expected {expected.Values.Length}.";
        }

        var (relative, absolute, share) = Rule(array, expected.Values);
        if (array == "seed_vector")
        {
            return SeedBlocks(clip, expected.Values, actual);
        }

        return Compare($"{clip} {array}", expected.Values, actual, relative, absolute, share, array.StartsWith("spectral_rolloff", StringComparison.Ordinal) ? BinWidth * 1.001 : double.PositiveInfinity);
    }

    /// <summary>What the README skips, by the reason it gives: impulses have neither a tuning nor one period.</summary>
    public static bool IsSkipped(GoldenClip clip, string array) =>
        clip.Name.StartsWith("syn_impulses", StringComparison.Ordinal)
        && array is "tuning" or "chroma_stft" or "tonnetz_stft" or "piptrack_mean" or "piptrack_nonzero" or "piptrack_best" or "vlog_vector" or "vlog_vector_trimmed" or "yin_f0";

    private static (double Relative, double Absolute, double Share) Rule(string array, double[] expected)
    {
        var largest = expected.Length == 0 ? 0 : expected.Max(Math.Abs);
        return array switch
        {
            "stft_re" or "stft_im" or "mel128" or "mel128_fmax8000" or "mel64_htk" or "seed_msf_auditory" or "seed_msf_hilbert" or "seed_msf" => (1e-4, 1e-6 * largest, 1),
            "mfcc20_delta" or "mfcc20_delta2" or "mfcc20_delta_nearest" => (1e-4, 5e-4, 1),
            _ when array.Contains("_db_", StringComparison.Ordinal) => (0, 1e-3, 1),
            _ when array.Contains("mfcc", StringComparison.Ordinal) => (1e-4, 2e-3, 1),
            "chroma_stft" or "chroma_stft_tuning0" or "tonnetz_stft" => (1e-4, 1e-4, 1),
            "tuning" => (0, 0.01 + 1e-12, 1),
            "spectral_contrast" => (1e-4, 1e-3, 1),
            "spectral_centroid" or "spectral_bandwidth" => (1e-4, 0.01, 1),
            "spectral_rolloff85" => (0, 1e-9, 0.99),
            "spectral_flatness" => (1e-3, 1e-6, 1),
            "zcr" => (0, 1e-9, 1),
            "rms" => (1e-5, 1e-7, 1),
            "yin_f0" or "piptrack_mean" or "piptrack_best" => (1e-3, 0, 0.98),
            "vlog_vector" or "vlog_vector_trimmed" => (1e-3, 1e-3, 1),
            "onset_strength" or "onset_strength_median" => (1e-3, 1e-3, 1),
            "tempo_onsetenv" or "tempo_y" => (0, 1e-6, 1),
            "beats_onsetenv" or "beats_y" => (0, 1, 1),
            _ => (0, 0, 1),
        };
    }

    private static string? Compare(string what, ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double relative, double absolute, double share, double outlier)
    {
        var (wrong, worst, at) = (0, 0.0, -1);
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs(actual[i] - expected[i]);
            var excess = difference / (absolute + (relative * Math.Abs(expected[i])));
            if (!(difference <= absolute + (relative * Math.Abs(expected[i]))))
            {
                wrong++;
                if (!(difference <= outlier))
                {
                    return $"{what}: value {i} is {actual[i]}, expected {expected[i]}, further away than any may be.";
                }

                (worst, at) = at < 0 || excess > worst ? (excess, i) : (worst, at);
            }
        }

        return wrong <= (1 - share) * expected.Length ? null : $"{what}: {wrong} of {expected.Length} values differ; the worst is {at}: {actual[at]}, expected {expected[at]} ({worst:0.0} tolerances).";
    }

    private static string? SeedBlocks(GoldenClip clip, double[] expected, double[] actual)
    {
        var frames = expected.Length / 27;
        var modulation = expected.AsSpan(22 * frames);
        var largest = 0.0;
        foreach (var value in modulation)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return Block("zcr", 0, frames, 0, 1e-9)
            ?? Block("rms", frames, frames, 1e-5, 1e-7)
            ?? Block("mfcc20", 2 * frames, 20 * frames, 1e-4, 2e-3)
            ?? Block("seed_msf", 22 * frames, 5 * frames, 1e-4, 1e-6 * largest);

        string? Block(string name, int start, int length, double relative, double absolute) =>
            Compare($"{clip} seed_vector {name}", expected.AsSpan(start, length), actual.AsSpan(start, length), relative, absolute, 1, double.PositiveInfinity);
    }
}
