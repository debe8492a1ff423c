using System.Buffers;

namespace ServerlessAffect.Signal.Effects;

/// <summary>Moves the pitch and leaves the length: a time stretch, then a resampling back; <c>librosa.effects.pitch_shift</c>. Holds scratch memory: for one caller at a time.</summary>
public sealed class PitchShift
{
    private readonly TimeStretch _stretch;
    private readonly SincInterpolation _interpolation;

    /// <param name="semitones">Up where above 0; from -36 to 36.</param>
    /// <param name="nFft">As of <see cref="TimeStretch"/>.</param>
    public PitchShift(double semitones, int nFft = 2048)
    {
        if (!(Math.Abs(semitones) <= 36))
        {
            throw new ArgumentException($"Expected -36 to 36 semitones, got {semitones}.", nameof(semitones));
        }

        var rate = Math.Pow(2, -semitones / 12);
        (_stretch, _interpolation) = (new TimeStretch(rate, nFft), new SincInterpolation(1 / rate));
    }

    /// <param name="samples">[samples], mono.</param>
    /// <param name="shifted">[samples], written; another memory than <paramref name="samples"/>.</param>
    /// <exception cref="ArgumentException">Another length.</exception>
    public void Apply(ReadOnlySpan<float> samples, Span<float> shifted)
    {
        if (shifted.Length != samples.Length)
        {
            throw new ArgumentException($"Expected room for {samples.Length} samples, got {shifted.Length}.", nameof(shifted));
        }

        var length = _stretch.Length(samples.Length);
        var rented = ArrayPool<float>.Shared.Rent(length);
        try
        {
            var stretched = rented.AsSpan(0, length);
            _stretch.Apply(samples, stretched);
            _interpolation.Apply(stretched, shifted);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }
}
