using ServerlessAffect.Learning.Statistics;

namespace ServerlessAffect.Pipeline.Exploration.Trajectories;

/// <summary>An outside series against a series of the archive, shifted day by day.</summary>
/// <param name="Outside">Name of the outside series.</param>
/// <param name="Inside">Name of the archive's.</param>
/// <param name="Days">That both have, one after the other.</param>
/// <param name="Lags">From the archive running ahead to the archive running behind.</param>
/// <param name="PValues">[lags], corrected for all lags of all comparisons.</param>
internal sealed record SeriesComparison(string Outside, string Inside, int Days, IReadOnlyList<LaggedCorrelation> Lags, IReadOnlyList<double> PValues)
{
    private const int MostLag = 14;
    private const int FewestDays = 10;

    /// <summary>The lag of the largest correlation; null where none can be computed.</summary>
    public int? Strongest => Enumerable.Range(0, Lags.Count).Where(l => !double.IsNaN(Lags[l].Correlation.Value)).Select(l => (int?)l).MaxBy(l => Math.Abs(Lags[l!.Value].Correlation.Value));

    /// <param name="outside">Series from elsewhere.</param>
    /// <param name="inside">By name, the archive's values by day.</param>
    /// <returns>Those that have ten days in common; missing days between take the value before.</returns>
    public static IReadOnlyList<SeriesComparison> Of(IReadOnlyList<OutsideSeries> outside, IReadOnlyList<(string Name, IReadOnlyDictionary<DateOnly, double> Values)> inside)
    {
        var comparisons = new List<SeriesComparison>();
        foreach (var other in outside)
        {
            foreach (var (name, values) in inside)
            {
                var (first, last) = (Later(other.Values.Keys.Min(), values.Keys.Min()), Earlier(other.Values.Keys.Max(), values.Keys.Max()));
                var days = last.DayNumber - first.DayNumber + 1;
                if (days >= FewestDays)
                {
                    var lags = LaggedCorrelation.Of(Filled(values, first, days), Filled(other.Values, first, days), Math.Min(MostLag, (days - 3) / 3));
                    comparisons.Add(new SeriesComparison(other.Name, name, days, lags, []));
                }
            }
        }

        var corrected = PValueCorrection.BenjaminiHochberg([.. comparisons.SelectMany(c => c.Lags).Select(l => l.Correlation.PValue)]);
        var next = 0;
        return [.. comparisons.Select(c => c with { PValues = corrected[next..(next += c.Lags.Count)] })];
    }

    private static double[] Filled(IReadOnlyDictionary<DateOnly, double> values, DateOnly first, int days)
    {
        var filled = new double[days];
        var last = values.Where(v => v.Key <= first).OrderBy(v => v.Key).Select(v => v.Value).LastOrDefault(values.OrderBy(v => v.Key).First().Value);
        for (var d = 0; d < days; d++)
        {
            last = values.GetValueOrDefault(first.AddDays(d), last);
            filled[d] = last;
        }

        return filled;
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
