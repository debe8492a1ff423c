namespace ServerlessAffect.Signal.Resampling;

/// <summary>Where a filter passes and stops, in Hz.</summary>
/// <param name="Cutoff">Half amplitude.</param>
/// <param name="Width">From the end of the pass band to the beginning of the stop band.</param>
/// <param name="Decibels">Attenuation in the stop band.</param>
internal readonly record struct LowPassSlope(double Cutoff, double Width, double Decibels)
{
    /// <summary>Beginning of the stop band.</summary>
    public double Stop => Cutoff + (Width / 2);

    public static LowPassSlope For(int fromRate, int toRate, ResamplingOptions options)
    {
        var nyquist = Math.Min(fromRate, toRate) / 2.0;
        var whole = new LowPassSlope((1 + options.PassBand) / 2 * nyquist, (1 - options.PassBand) * nyquist, options.StopBandDecibels);
        return options.LowPassHz is { } lowPass && lowPass < whole.Cutoff
            ? whole with { Cutoff = lowPass, Width = Math.Min(0.1 * lowPass, 2 * (nyquist - lowPass)) }
            : whole;
    }
}
