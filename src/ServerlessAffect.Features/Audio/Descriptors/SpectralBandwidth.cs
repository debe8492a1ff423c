using System.Runtime.Intrinsics;
using ServerlessAffect.Signal.Spectra;

namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>Spread of frequency about the centroid, weighted by magnitude (Hz); librosa.feature.spectral_bandwidth with p=2. 0 where a frame is silent.</summary>
internal static class SpectralBandwidth
{
    /// <returns>[frames].</returns>
    public static float[] Compute(AudioClip clip)
    {
        var bandwidths = new float[clip.Frames];
        for (var block = 0; block < clip.Magnitude.Count; block++)
        {
            FrameLanes.Store(Block(clip.Magnitude[block], clip.Frequency(1)), bandwidths, block * FrameLanes.Count);
        }

        return bandwidths;
    }

    /// <param name="magnitude">[bins, 16].</param>
    /// <param name="binWidth">Hz between bins.</param>
    public static Vector512<float> Block(ReadOnlySpan<float> magnitude, double binWidth)
    {
        var centre = SpectralCentroid.Block(magnitude, 1);
        var (sum, squares) = (Vector512<float>.Zero, Vector512<float>.Zero);
        for (var bin = 0; bin < magnitude.Length / FrameLanes.Count; bin++)
        {
            var values = Vector512.Create(magnitude.Slice(bin * FrameLanes.Count, FrameLanes.Count));
            var away = Vector512.Create((float)bin) - centre;
            sum += values;
            squares = Vector512.FusedMultiplyAdd(values * away, away, squares);
        }

        return Vector512.Sqrt(Shares.Divide(squares, sum)) * (float)binWidth;
    }
}
