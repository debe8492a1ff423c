using ServerlessAffect.Signal.Effects;

namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>The clip at another tempo or pitch; librosa.effects.</summary>
internal static class Altered
{
    /// <returns>[samples / rate].</returns>
    public static float[] Stretched(AudioClip clip, double rate)
    {
        var stretch = new TimeStretch(rate);
        var stretched = new float[stretch.Length(clip.Samples.Length)];
        stretch.Apply(clip.Samples, stretched);
        return stretched;
    }

    /// <returns>[samples].</returns>
    public static float[] Shifted(AudioClip clip, double semitones)
    {
        var shifted = new float[clip.Samples.Length];
        new PitchShift(semitones).Apply(clip.Samples, shifted);
        return shifted;
    }
}
