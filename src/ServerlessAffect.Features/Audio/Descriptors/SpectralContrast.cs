using ServerlessAffect.Core.Errors;
using ServerlessAffect.Signal.Spectra;

namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>Peaks over valleys in octave bands (dB); librosa.feature.spectral_contrast(fmin=200, n_bands=6, quantile=0.02).</summary>
internal static class SpectralContrast
{
    public const int Bands = 7;
    private const double LowestEdge = 200;
    private const double Quantile = 0.02;

    /// <returns>[7, frames].</returns>
    /// <exception cref="AffectException"><see cref="ErrorCodes.SampleRateTooLow"/>: the bands reach beyond half the sample rate.</exception>
    public static float[] Compute(AudioClip clip)
    {
        if (Edge(Bands - 1) >= clip.SampleRate / 2.0)
        {
            throw new AffectException(ErrorCodes.SampleRateTooLow, $"Spectral contrast needs frequencies above {Edge(Bands - 1)} Hz; the sample rate of {clip.SampleRate} Hz ends at {clip.SampleRate / 2.0} Hz.");
        }

        var frames = clip.Frames;
        var (peaks, valleys) = (new float[Bands * frames], new float[Bands * frames]);
        var magnitude = clip.Magnitude;
        for (var band = 0; band < Bands; band++)
        {
            var (first, end, count) = BinsOf(band, clip.SampleRate);
            for (var block = 0; block < magnitude.Count; block++)
            {
                var valley = Extremes.SumOfSmallest(magnitude[block], first, end, count, 1) / count;
                var peak = Extremes.SumOfSmallest(magnitude[block], first, end, count, -1) / -count;
                FrameLanes.Store(valley, valleys.AsSpan(band * frames, frames), block * FrameLanes.Count);
                FrameLanes.Store(peak, peaks.AsSpan(band * frames, frames), block * FrameLanes.Count);
            }
        }

        Decibels.FromPower(peaks, peaks);
        Decibels.FromPower(valleys, valleys);
        Decibels.Limit(peaks);
        Decibels.Limit(valleys);
        System.Numerics.Tensors.TensorPrimitives.Subtract<float>(peaks, valleys, peaks);
        return peaks;
    }

    private static double Edge(int edge) => edge == 0 ? 0 : LowestEdge * Math.Pow(2, edge - 1);

    /// <summary>The bins whose extremes count, and how many extremes: as librosa takes them, with one bin of the band below, without the last but in the highest band.</summary>
    private static (int First, int End, int Count) BinsOf(int band, int sampleRate)
    {
        var binWidth = (double)sampleRate / AudioClip.FrameLength;
        var (first, last) = ((int)Math.Ceiling(Edge(band) / binWidth), (int)Math.Floor(Edge(band + 1) / binWidth));
        first = Math.Max(0, band > 0 ? first - 1 : first);
        last = band == Bands - 1 ? AudioClip.Bins - 1 : Math.Min(last, AudioClip.Bins - 1);
        var count = Math.Max(1, (int)Math.Round(Quantile * (last - first + 1), MidpointRounding.ToEven));
        return (first, band < Bands - 1 ? last : last + 1, count);
    }
}
