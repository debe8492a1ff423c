namespace ServerlessAffect.Signal.Filters;

/// <summary>A second-order filter: y[n] = B0 x[n] + B1 x[n-1] + B2 x[n-2] - A1 y[n-1] - A2 y[n-2].</summary>
/// <remarks>Designs: R. Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients".</remarks>
public readonly record struct Biquad(double B0, double B1, double B2, double A1, double A2)
{
    /// <summary>The quality at which a low- or high-pass has no peak (Butterworth).</summary>
    public const double Butterworth = 0.70710678118654752;

    /// <summary>Passes what lies below a frequency; 12 dB per octave above it.</summary>
    /// <param name="sampleRate">Hz.</param>
    /// <param name="frequency">Hz, above 0 and below half the sample rate.</param>
    /// <param name="quality">Above 0.</param>
    public static Biquad LowPass(int sampleRate, double frequency, double quality = Butterworth)
    {
        var (cos, alpha) = Angle(sampleRate, frequency, quality);
        return Scaled((1 - cos) / 2, 1 - cos, (1 - cos) / 2, cos, alpha);
    }

    /// <summary>Passes what lies above a frequency; 12 dB per octave below it.</summary>
    /// <inheritdoc cref="LowPass"/>
    public static Biquad HighPass(int sampleRate, double frequency, double quality = Butterworth)
    {
        var (cos, alpha) = Angle(sampleRate, frequency, quality);
        return Scaled((1 + cos) / 2, -(1 + cos), (1 + cos) / 2, cos, alpha);
    }

    /// <summary>Passes what lies about a frequency, which itself keeps its size; the band is frequency / quality wide.</summary>
    /// <inheritdoc cref="LowPass"/>
    public static Biquad BandPass(int sampleRate, double frequency, double quality)
    {
        var (cos, alpha) = Angle(sampleRate, frequency, quality);
        return Scaled(alpha, 0, -alpha, cos, alpha);
    }

    private static (double Cos, double Alpha) Angle(int sampleRate, double frequency, double quality)
    {
        if (!(frequency > 0 && frequency < sampleRate / 2.0))
        {
            throw new ArgumentException($"Expected a frequency above 0 and below {sampleRate / 2.0} Hz, got {frequency}.", nameof(frequency));
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quality);
        var (sin, cos) = Math.SinCos(2 * Math.PI * frequency / sampleRate);
        return (cos, sin / (2 * quality));
    }

    private static Biquad Scaled(double b0, double b1, double b2, double cos, double alpha)
    {
        var a0 = 1 + alpha;
        return new Biquad(b0 / a0, b1 / a0, b2 / a0, -2 * cos / a0, (1 - alpha) / a0);
    }
}
