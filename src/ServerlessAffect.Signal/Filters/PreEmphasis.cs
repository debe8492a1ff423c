namespace ServerlessAffect.Signal.Filters;

/// <summary>Lifts the treble by 6 dB per octave, which a voice loses on its way out; <c>librosa.effects.preemphasis</c>.</summary>
public static class PreEmphasis
{
    /// <summary>y[n] = x[n] - c x[n-1].</summary>
    /// <param name="samples">[samples].</param>
    /// <param name="emphasised">[samples], written; may be the same memory.</param>
    /// <param name="coefficient">c, from 0 to 1. Default 0.97.</param>
    /// <param name="before">x[-1]: the last sample of the block before. librosa begins a clip with (x[1] - 2 x[0]) / c in its place.</param>
    /// <exception cref="ArgumentException">Another length.</exception>
    public static void Apply(ReadOnlySpan<float> samples, Span<float> emphasised, float coefficient = 0.97f, float before = 0)
    {
        if (emphasised.Length != samples.Length)
        {
            throw new ArgumentException($"Expected room for {samples.Length} samples, got {emphasised.Length}.", nameof(emphasised));
        }

        // Backwards, so that what is read has not been overwritten.
        for (var n = samples.Length - 1; n > 0; n--)
        {
            emphasised[n] = samples[n] - (coefficient * samples[n - 1]);
        }

        if (!samples.IsEmpty)
        {
            emphasised[0] = samples[0] - (coefficient * before);
        }
    }
}
