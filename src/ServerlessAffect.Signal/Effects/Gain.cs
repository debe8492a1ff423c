using System.Numerics.Tensors;

namespace ServerlessAffect.Signal.Effects;

/// <summary>Makes sound louder or softer.</summary>
public static class Gain
{
    /// <summary>samples x 10^(dB / 20); nothing is clipped.</summary>
    /// <param name="samples">[samples].</param>
    /// <param name="amplified">[samples at least], written; may be the same memory.</param>
    public static void Apply(ReadOnlySpan<float> samples, Span<float> amplified, double decibels)
        => TensorPrimitives.Multiply(samples, (float)Math.Pow(10, decibels / 20), amplified);

    /// <summary>Brings the largest size of a sample to <paramref name="peak"/>. Silence stays silent.</summary>
    /// <inheritdoc cref="Apply"/>
    public static void Normalise(ReadOnlySpan<float> samples, Span<float> amplified, float peak = 1)
    {
        var largest = samples.IsEmpty ? 0 : TensorPrimitives.MaxMagnitude(samples);
        TensorPrimitives.Multiply(samples, largest == 0 ? 0 : peak / Math.Abs(largest), amplified);
    }
}
