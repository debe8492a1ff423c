using ServerlessAffect.Signal.Pitch;

namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>F0 between C2 and C7 (Hz); librosa.yin and librosa.pyin.</summary>
internal static class PitchTracks
{
    /// <returns>[frames].</returns>
    public static float[] Yin(AudioClip clip)
    {
        var f0 = new float[clip.Frames];
        new Yin(Options(clip)).Estimate(clip.Samples, f0);
        return f0;
    }

    /// <returns>[frames] each; F0 is NaN where no voice is.</returns>
    public static (float[] F0, bool[] Voiced, float[] Probability) Pyin(AudioClip clip)
    {
        var (f0, voiced, probability) = (new float[clip.Frames], new bool[clip.Frames], new float[clip.Frames]);
        new PYin(Options(clip)).Estimate(clip.Samples, f0, voiced, probability);
        return (f0, voiced, probability);
    }

    private static PitchOptions Options(AudioClip clip) => new() { SampleRate = clip.SampleRate };
}
