using System.Runtime.Intrinsics;
using ServerlessAffect.Signal.Mel;
using ServerlessAffect.Signal.Spectra;

namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>A filter bank over a spectrogram; librosa.feature.melspectrogram(S=…).</summary>
internal static class MelBands
{
    /// <returns>[bands, frames].</returns>
    public static float[] Compute(SpectrumBlocks power, MelFilterBank bank)
    {
        var mel = new float[bank.NMels * power.Frames];
        var bands = new float[bank.NMels * FrameLanes.Count];
        for (var block = 0; block < power.Count; block++)
        {
            bank.Apply(power[block], FrameLanes.Count, bands);
            for (var m = 0; m < bank.NMels; m++)
            {
                FrameLanes.Store(
                    Vector512.Create<float>(bands.AsSpan(m * FrameLanes.Count, FrameLanes.Count)), mel.AsSpan(m * power.Frames, power.Frames), block * FrameLanes.Count);
            }
        }

        return mel;
    }
}
