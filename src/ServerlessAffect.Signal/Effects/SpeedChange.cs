namespace ServerlessAffect.Signal.Effects;

/// <summary>Plays sound faster or slower, pitch and all, as a tape does. Holds scratch memory: for one caller at a time.</summary>
public sealed class SpeedChange
{
    private readonly double _factor;
    private readonly SincInterpolation _interpolation;

    /// <param name="factor">Above 1 is faster; from 1/16 to 16.</param>
    public SpeedChange(double factor) => (_factor, _interpolation) = (factor, new SincInterpolation(factor));

    /// <summary>How many samples so many become: samples / factor, rounded.</summary>
    public int Length(int samples) => checked((int)Math.Round(samples / _factor));

    /// <param name="samples">[samples], mono.</param>
    /// <param name="changed">[<see cref="Length"/>], written; another memory.</param>
    /// <exception cref="ArgumentException">Another length.</exception>
    public void Apply(ReadOnlySpan<float> samples, Span<float> changed)
    {
        if (changed.Length != Length(samples.Length))
        {
            throw new ArgumentException($"Expected room for {Length(samples.Length)} samples, got {changed.Length}.", nameof(changed));
        }

        _interpolation.Apply(samples, changed);
    }
}
