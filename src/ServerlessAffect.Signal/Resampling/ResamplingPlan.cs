namespace ServerlessAffect.Signal.Resampling;

/// <summary>Two filters that make a change of rate.</summary>
/// <param name="Sharp">Limits the band, and changes the rate by a power of two.</param>
/// <param name="Short">From there to the wanted rate, where it is not reached yet.</param>
internal sealed record ResamplingPlan(BandLimit Sharp, PolyphaseFilter? Short)
{
    /// <summary>The images of a limited band lie at least this far apart, as a share of the rate between: what the short filter has for its slope; two vectors of taps do.</summary>
    private const double MinGap = 0.26;

    public static ResamplingPlan For(int fromRate, int toRate, ResamplingOptions options)
    {
        var slope = LowPassSlope.For(fromRate, toRate, options);
        var (up, down) = (fromRate < toRate ? 2 : 1, 1);
        while (fromRate % (2 * down) == 0 && Serves(fromRate / (2 * down), toRate, slope))
        {
            down *= 2;
        }

        var between = fromRate / down * up;
        if (between == toRate)
        {
            return new(BandLimit.For(fromRate, up, down, 0, slope), null);
        }

        var filter = PolyphaseFilter.For(between, toRate, (between - (2 * slope.Stop)) / between, options.StopBandDecibels);
        return new(BandLimit.For(fromRate, up, down, (filter.Before + 1) * down, slope), filter);
    }

    private static bool Serves(int between, int toRate, LowPassSlope slope) =>
        between == toRate || (between > toRate && between - (2 * slope.Stop) >= MinGap * between);
}
