namespace ServerlessAffect.Signal.Effects;

/// <summary>Moves sound in time; what leaves at one end comes in at the other, as <c>numpy.roll</c> has it.</summary>
public static class TimeShift
{
    /// <param name="samples">[samples].</param>
    /// <param name="shifted">[samples], written; another memory.</param>
    /// <param name="offset">Samples; later where above 0.</param>
    /// <exception cref="ArgumentException">Another length.</exception>
    public static void Apply(ReadOnlySpan<float> samples, Span<float> shifted, int offset)
    {
        if (shifted.Length != samples.Length)
        {
            throw new ArgumentException($"Expected room for {samples.Length} samples, got {shifted.Length}.", nameof(shifted));
        }

        if (samples.IsEmpty)
        {
            return;
        }

        var first = ((offset % samples.Length) + samples.Length) % samples.Length;
        samples[..^first].CopyTo(shifted[first..]);
        samples[^first..].CopyTo(shifted);
    }
}
