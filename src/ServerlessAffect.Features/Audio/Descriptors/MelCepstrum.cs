using System.Numerics.Tensors;
using ServerlessAffect.Signal.Mel;
using ServerlessAffect.Signal.Spectra;

namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>Mel-frequency cepstral coefficients; librosa.feature.mfcc.</summary>
internal static class MelCepstrum
{
    private const float Range = 80;

    /// <returns>[coefficients, frames].</returns>
    public static float[] Compute(AudioClip clip, int coefficients, int lifter = 0)
    {
        var cepstrum = new Cepstrum(coefficients, new MelOptions().NMels, lifter);
        var mfcc = new float[coefficients * clip.Frames];
        if (clip.Frames > 0)
        {
            cepstrum.Compute(clip.MelDecibels, clip.Frames, TensorPrimitives.Max(clip.MelDecibels) - Range, mfcc);
        }

        return mfcc;
    }

    /// <summary>Of the clip with faint noise on it, from a generator of congruences; what the noisy rows of a published study look like.</summary>
    /// <returns>[coefficients, frames].</returns>
    public static float[] OfNoisy(AudioClip clip, int coefficients)
    {
        const double Amplitude = 0.01;
        var noisy = new float[clip.Samples.Length];
        var state = 777u;
        for (var i = 0; i < noisy.Length; i++)
        {
            state = unchecked((1_664_525 * state) + 1_013_904_223);
            noisy[i] = (float)(clip.Samples[i] + (((state / 2147483648.0) - 1) * Amplitude));
        }

        using var altered = new AudioClip(noisy, clip.SampleRate);
        return Compute(altered, coefficients);
    }
}
