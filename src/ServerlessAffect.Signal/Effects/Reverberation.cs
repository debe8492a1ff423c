namespace ServerlessAffect.Signal.Effects;

/// <summary>A room: the sound itself, and after it noise of an explicit seed that dies away exponentially (J. A. Moorer's model, 1979). Holds scratch memory: for one caller at a time.</summary>
/// <remarks>h[0] = 1, h[n] = g e[n] 10^(-3 n / (T sampleRate)) for n from 1 to T sampleRate, e normal, T the time in which the room falls by 60 dB.</remarks>
public sealed class Reverberation
{
    private readonly FftConvolution _convolution;

    /// <param name="sampleRate">Hz.</param>
    /// <param name="decaySeconds">Time to fall by 60 dB; above 0, at most 10 s. A living room has 0.4 s.</param>
    /// <param name="directRatioDb">Energy of the direct sound over that of the room (dB).</param>
    /// <param name="seed">Which room.</param>
    public Reverberation(int sampleRate, double decaySeconds, double directRatioDb, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        if (!(decaySeconds > 0 && decaySeconds <= 10))
        {
            throw new ArgumentException($"Expected a decay above 0 and up to 10 s, got {decaySeconds}.", nameof(decaySeconds));
        }

        _convolution = new FftConvolution(Response(sampleRate, decaySeconds, directRatioDb, seed));
    }

    /// <param name="samples">[samples], mono.</param>
    /// <param name="reverberant">[samples], written; another memory. What the room would still say after the end is cut off.</param>
    /// <exception cref="ArgumentException">Another length.</exception>
    public void Apply(ReadOnlySpan<float> samples, Span<float> reverberant)
    {
        if (reverberant.Length != samples.Length)
        {
            throw new ArgumentException($"Expected room for {samples.Length} samples, got {reverberant.Length}.", nameof(reverberant));
        }

        _convolution.Apply(samples, reverberant);
    }

    internal static float[] Response(int sampleRate, double decaySeconds, double directRatioDb, int seed)
    {
        var source = new NoiseSource(seed);
        var values = new double[Math.Max(2, (int)(decaySeconds * sampleRate))];
        var energy = 0.0;
        for (var n = 1; n < values.Length; n++)
        {
            values[n] = source.NextNormal() * Math.Pow(10, -3.0 * n / (decaySeconds * sampleRate));
            energy += values[n] * values[n];
        }

        var scale = Math.Sqrt(Math.Pow(10, -directRatioDb / 10) / energy);
        values[0] = 1 / scale;
        return Array.ConvertAll(values, v => (float)(v * scale));
    }
}
