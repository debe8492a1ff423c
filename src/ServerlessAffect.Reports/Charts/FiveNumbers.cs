namespace ServerlessAffect.Reports.Charts;

/// <summary>What a box shows. The whiskers end at the last value within one and a half times the box (Tukey's rule).</summary>
/// <param name="Name">Heads the box.</param>
/// <param name="Outliers">Beyond the whiskers; thinned to twenty, evenly spaced over their order, the extremes among them.</param>
/// <param name="Count">Of all values.</param>
public sealed record FiveNumbers(string Name, double Low, double Q1, double Median, double Q3, double High, IReadOnlyList<double> Outliers, int Count)
{
    private const int OutliersDrawn = 20;

    /// <param name="name">Heads the box.</param>
    /// <param name="values">Those that are no numbers are left out; of none, all numbers are NaN.</param>
    public static FiveNumbers Of(string name, IReadOnlyList<double> values)
    {
        var sorted = values.Where(double.IsFinite).Order().ToArray();
        if (sorted.Length == 0)
        {
            return new FiveNumbers(name, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, [], 0);
        }

        var (q1, q3) = (Quantiles.Of(sorted, 0.25), Quantiles.Of(sorted, 0.75));
        var (least, most) = (q1 - 1.5 * (q3 - q1), q3 + 1.5 * (q3 - q1));
        var outliers = sorted.Where(value => value < least || value > most).ToArray();
        return new FiveNumbers(name, sorted.First(value => value >= least), q1, Quantiles.Of(sorted, 0.5), q3, sorted.Last(value => value <= most),
            [.. Thinning.Indices(outliers.Length, OutliersDrawn).Select(i => outliers[i])], sorted.Length);
    }
}
