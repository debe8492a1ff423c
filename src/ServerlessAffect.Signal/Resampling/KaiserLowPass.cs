namespace ServerlessAffect.Signal.Resampling;

/// <summary>A windowed-sinc low-pass with linear phase; scipy.signal.firwin with a Kaiser window.</summary>
/// <param name="Cutoff">Half amplitude, in cycles per tick; up to 0.5.</param>
/// <param name="HalfLength">Taps to either side of the middle one.</param>
/// <param name="Beta">Shape of the Kaiser window.</param>
internal readonly record struct KaiserLowPass(double Cutoff, int HalfLength, double Beta)
{
    /// <summary>Kaiser's formulas for a wanted attenuation and width of the slope (cycles per tick).</summary>
    public static KaiserLowPass For(double cutoff, double width, double decibels)
    {
        var beta = decibels > 50 ? 0.1102 * (decibels - 8.7) : (0.5842 * Math.Pow(decibels - 21, 0.4)) + (0.07886 * (decibels - 21));
        return new KaiserLowPass(cutoff, (int)Math.Ceiling((decibels - 7.95) / (2.285 * 2 * Math.PI * width) / 2), beta);
    }

    /// <summary>The taps, which sum to 1.</summary>
    /// <returns>[2 HalfLength + 1], symmetric.</returns>
    public double[] Taps()
    {
        var taps = new double[(2 * HalfLength) + 1];
        var sum = 0.0;
        for (var k = 0; k <= HalfLength; k++)
        {
            var angle = 2 * Math.PI * Cutoff * k;
            var sinc = k == 0 ? 1 : Math.Sin(angle) / angle;
            var x = HalfLength == 0 ? 0 : (double)k / HalfLength;
            var tap = sinc * Bessel(Beta * Math.Sqrt(1 - (x * x)));
            taps[HalfLength - k] = taps[HalfLength + k] = tap;
            sum += k == 0 ? tap : 2 * tap;
        }

        for (var k = 0; k < taps.Length; k++)
        {
            taps[k] /= sum;
        }

        return taps;
    }

    /// <summary>The modified Bessel function I0, by its series.</summary>
    private static double Bessel(double x)
    {
        var (term, sum) = (1.0, 1.0);
        for (var k = 1; term > 1e-17 * sum; k++)
        {
            var factor = x / (2 * k);
            term *= factor * factor;
            sum += term;
        }

        return sum;
    }
}
