namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>The 45 means over frames of a published study of vlogs: mfcc 20, centroid, chroma 12, contrast 7, zero crossing rate, bandwidth, roll-off, rms, piptrack.</summary>
internal static class VlogVector
{
    private const int Coefficients = 20;

    /// <returns>[45].</returns>
    public static double[] Compute(AudioClip clip) =>
    [
        .. Means(MelCepstrum.Compute(clip, Coefficients), Coefficients),
        .. Means(SpectralCentroid.Compute(clip), 1),
        .. Means(clip.Chroma, ChromaFilters.Classes),
        .. Means(SpectralContrast.Compute(clip), SpectralContrast.Bands),
        ZeroCrossingRate.Compute(clip.Samples).Average(),
        .. Means(SpectralBandwidth.Compute(clip), 1),
        SpectralRolloff.Compute(clip).Average(),
        .. Means(RootMeanSquare.Compute(clip.Samples), 1),
        Piptrack.Mean(clip),
    ];

    /// <summary>Of what is left when quiet ends are cut off.</summary>
    /// <returns>[45].</returns>
    public static double[] OfTrimmed(AudioClip clip)
    {
        var range = SoundingRanges.Trimmed(clip);
        if (range.Length == clip.Samples.Length)
        {
            return Compute(clip);
        }

        using var trimmed = new AudioClip(clip.Samples[range.Start..range.End], clip.SampleRate);
        return Compute(trimmed);
    }

    private static IEnumerable<double> Means(float[] values, int rows)
    {
        var frames = values.Length / rows;
        for (var row = 0; row < rows; row++)
        {
            var sum = 0.0;
            foreach (var value in values.AsSpan(row * frames, frames))
            {
                sum += value;
            }

            yield return sum / frames;
        }
    }
}
