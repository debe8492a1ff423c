using System.Runtime.Intrinsics;
using ServerlessAffect.Signal.Spectra;

namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>Mean frequency weighted by magnitude (Hz); librosa.feature.spectral_centroid. 0 where a frame is silent.</summary>
internal static class SpectralCentroid
{
    /// <returns>[frames].</returns>
    public static float[] Compute(AudioClip clip)
    {
        var centroids = new float[clip.Frames];
        for (var block = 0; block < clip.Magnitude.Count; block++)
        {
            FrameLanes.Store(Block(clip.Magnitude[block], clip.Frequency(1)), centroids, block * FrameLanes.Count);
        }

        return centroids;
    }

    /// <param name="magnitude">[bins, 16].</param>
    /// <param name="binWidth">Hz between bins.</param>
    public static Vector512<float> Block(ReadOnlySpan<float> magnitude, double binWidth)
    {
        var (sum, weighted) = (Vector512<float>.Zero, Vector512<float>.Zero);
        for (var bin = 0; bin < magnitude.Length / FrameLanes.Count; bin++)
        {
            var values = Vector512.Create(magnitude.Slice(bin * FrameLanes.Count, FrameLanes.Count));
            sum += values;
            weighted = Vector512.FusedMultiplyAdd(values, Vector512.Create((float)bin), weighted);
        }

        return Shares.Divide(weighted, sum) * (float)binWidth;
    }
}
