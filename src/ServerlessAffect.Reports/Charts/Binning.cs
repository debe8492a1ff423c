namespace ServerlessAffect.Reports.Charts;

/// <summary>Values counted in bins of one width.</summary>
internal sealed class Binning
{
    private Binning(double from, double step, int[] counts) => (From, Step, Counts) = (from, step, counts);

    /// <summary>Where the first bin starts.</summary>
    public double From { get; }

    public double Step { get; }

    public int[] Counts { get; }

    /// <summary>Freedman and Diaconis' width (twice the interquartile range over the cube root of n), between 8 and 60 bins, from the least value to the greatest.</summary>
    /// <param name="values">Those that are no numbers are left out.</param>
    /// <param name="bins">As many; 0 for the rule.</param>
    public static Binning Of(IReadOnlyList<double> values, int bins = 0)
    {
        var sorted = values.Where(double.IsFinite).Order().ToArray();
        if (sorted.Length == 0)
        {
            return new Binning(0, 1, []);
        }

        var (least, range) = (sorted[0], sorted[^1] - sorted[0]);
        if (range == 0 || !double.IsFinite(range))
        {
            return new Binning(least - 0.5, 1, [sorted.Length]);
        }

        if (bins == 0)
        {
            var width = 2 * (Quantiles.Of(sorted, 0.75) - Quantiles.Of(sorted, 0.25)) / Math.Cbrt(sorted.Length);
            bins = (int)Math.Clamp(width > 0 ? Math.Ceiling(range / width) : 30, 8, 60);
        }

        var counts = new int[bins];
        foreach (var value in sorted)
        {
            counts[Math.Min(bins - 1, (int)((value - least) / range * bins))]++;
        }

        return new Binning(least, range / bins, counts);
    }
}
