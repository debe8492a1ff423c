using System.Numerics.Tensors;
using ServerlessAffect.Signal.Spectra;

namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>Decibels of spectrograms with nothing more than 80 dB below the loudest; librosa.power_to_db and amplitude_to_db.</summary>
internal static class Levels
{
    /// <param name="power">Not negative.</param>
    /// <param name="relative">0 dB is the loudest value (ref=max) instead of 1.</param>
    public static float[] OfPower(ReadOnlySpan<float> power, bool relative)
    {
        var decibels = new float[power.Length];
        if (!power.IsEmpty)
        {
            Decibels.FromPower(power, decibels, relative ? TensorPrimitives.Max(power) : 1);
            Decibels.Limit(decibels);
        }

        return decibels;
    }
}
