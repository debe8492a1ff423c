using System.Runtime.Intrinsics;
using ServerlessAffect.Signal.Spectra;

namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>The frequency below which 85 % of the magnitude lies (Hz); librosa.feature.spectral_rolloff. 0 where a frame is silent.</summary>
internal static class SpectralRolloff
{
    private const float Share = 0.85f;

    /// <returns>[frames].</returns>
    public static double[] Compute(AudioClip clip)
    {
        var bins = new float[clip.Frames];
        for (var block = 0; block < clip.Magnitude.Count; block++)
        {
            FrameLanes.Store(Block(clip.Magnitude[block]), bins, block * FrameLanes.Count);
        }

        return Array.ConvertAll(bins, bin => clip.Frequency((int)bin));
    }

    /// <param name="magnitude">[bins, 16].</param>
    /// <returns>Bin numbers.</returns>
    public static Vector512<float> Block(ReadOnlySpan<float> magnitude)
    {
        // Summed one after the other in float32, as numpy.cumsum does: which bin first reaches the share can hang on it.
        var total = Vector512<float>.Zero;
        for (var i = 0; i < magnitude.Length; i += FrameLanes.Count)
        {
            total += Vector512.Create(magnitude.Slice(i, FrameLanes.Count));
        }

        var threshold = total * Share;
        var (sum, below) = (Vector512<float>.Zero, Vector512<float>.Zero);
        for (var i = 0; i < magnitude.Length; i += FrameLanes.Count)
        {
            sum += Vector512.Create(magnitude.Slice(i, FrameLanes.Count));
            below += Vector512.ConditionalSelect(Vector512.LessThan(sum, threshold), Vector512<float>.One, Vector512<float>.Zero);
        }

        return below;
    }
}
