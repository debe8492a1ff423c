using System.Runtime.Intrinsics;
using ServerlessAffect.Signal.Spectra;

namespace ServerlessAffect.Features.Audio.Descriptors;

/// <summary>Geometric over arithmetic mean of power, 1 for noise and near 0 for tones; librosa.feature.spectral_flatness(amin=1e-10, power=2).</summary>
internal static class SpectralFlatness
{
    private const int MantissaBits = 23;
    private const int Bias = 127;

    // A product of so many numbers below 2 stays below the largest float.
    private const int AtOnce = 64;

    /// <returns>[frames].</returns>
    public static float[] Compute(AudioClip clip)
    {
        var flatness = new float[clip.Frames];
        for (var block = 0; block < clip.Power.Count; block++)
        {
            FrameLanes.Store(Block(clip.Power[block]), flatness, block * FrameLanes.Count);
        }

        return flatness;
    }

    /// <param name="power">[bins, 16].</param>
    public static Vector512<float> Block(ReadOnlySpan<float> power)
    {
        // The logarithm of a product in place of a sum of logarithms: exponents are summed as integers, mantissas multiplied.
        var sum = Vector512<float>.Zero;
        var product = Vector512<float>.One;
        var exponents = Vector512<int>.Zero;
        var bins = power.Length / FrameLanes.Count;
        for (var bin = 0; bin < bins; bin++)
        {
            var values = Vector512.Max(Vector512.Create(power.Slice(bin * FrameLanes.Count, FrameLanes.Count)), Vector512.Create(Decibels.MinPower));
            sum += values;
            exponents += Exponents(values);
            product *= Mantissas(values);
            if (bin % AtOnce == AtOnce - 1)
            {
                exponents += Exponents(product);
                product = Mantissas(product);
            }
        }

        var meanLog = (Vector512.ConvertToSingle(exponents) + Vector512.Log2(product)) / bins;
        return Vector512.Exp(meanLog * (float)Math.Log(2)) / (sum / bins);
    }

    private static Vector512<int> Exponents(Vector512<float> values) => Vector512.ShiftRightLogical(values.AsInt32(), MantissaBits) - Vector512.Create(Bias);

    private static Vector512<float> Mantissas(Vector512<float> values) =>
        ((values.AsInt32() & Vector512.Create((1 << MantissaBits) - 1)) | Vector512.Create(Bias << MantissaBits)).AsSingle();
}
