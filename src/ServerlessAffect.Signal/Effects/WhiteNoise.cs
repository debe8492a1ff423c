using System.Buffers;
using System.Numerics.Tensors;

namespace ServerlessAffect.Signal.Effects;

/// <summary>Normally distributed noise of an explicit seed.</summary>
public static class WhiteNoise
{
    /// <summary>Values of mean 0 and variance 1.</summary>
    public static void Fill(Span<float> noise, int seed)
    {
        var source = new NoiseSource(seed);
        foreach (ref var value in noise)
        {
            value = (float)source.NextNormal();
        }
    }

    /// <summary>samples + <paramref name="deviation"/> x noise.</summary>
    /// <param name="samples">[samples].</param>
    /// <param name="noisy">[samples], written; may be the same memory.</param>
    /// <param name="deviation">Standard deviation of what is added, from 0.</param>
    public static void Add(ReadOnlySpan<float> samples, Span<float> noisy, double deviation, int seed)
    {
        Require(samples, noisy);
        ArgumentOutOfRangeException.ThrowIfNegative(deviation);
        var source = new NoiseSource(seed);
        for (var i = 0; i < samples.Length; i++)
        {
            noisy[i] = samples[i] + (float)(deviation * source.NextNormal());
        }
    }

    /// <summary>Adds noise whose energy, measured, lies so far below that of the samples. Silence stays silent.</summary>
    /// <param name="samples">[samples].</param>
    /// <param name="noisy">[samples], written; may be the same memory.</param>
    /// <param name="ratioDb">Signal-to-noise ratio (dB).</param>
    public static void AddAtRatio(ReadOnlySpan<float> samples, Span<float> noisy, double ratioDb, int seed)
    {
        Require(samples, noisy);
        var rented = ArrayPool<float>.Shared.Rent(samples.Length);
        try
        {
            var noise = rented.AsSpan(0, samples.Length);
            Fill(noise, seed);
            var energy = (double)TensorPrimitives.SumOfSquares<float>(noise);
            var scale = energy > 0 ? Math.Sqrt(TensorPrimitives.SumOfSquares(samples) / energy * Math.Pow(10, -ratioDb / 10)) : 0;
            TensorPrimitives.MultiplyAdd(noise, (float)scale, samples, noisy);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    private static void Require(ReadOnlySpan<float> samples, Span<float> noisy)
    {
        if (noisy.Length != samples.Length)
        {
            throw new ArgumentException($"Expected room for {samples.Length} samples, got {noisy.Length}.", nameof(noisy));
        }
    }
}
