namespace ServerlessAffect.Learning.Statistics;

/// <summary>Quantiles with linear interpolation, numpy's default.</summary>
public static class Quantiles
{
    /// <param name="sorted">Ascending, without NaN.</param>
    /// <param name="share">From 0 to 1.</param>
    /// <returns>NaN for no values.</returns>
    public static double OfSorted(ReadOnlySpan<double> sorted, double share)
    {
        if (sorted.IsEmpty)
        {
            return double.NaN;
        }

        var position = share * (sorted.Length - 1);
        var below = (int)Math.Floor(position);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    /// <summary>The ends between which the central share of the values lies; NaN values are left out.</summary>
    public static (double Low, double High) Central(ReadOnlySpan<double> values, double level)
    {
        var kept = values.ToArray().Where(v => !double.IsNaN(v)).Order().ToArray();
        return (OfSorted(kept, (1 - level) / 2), OfSorted(kept, (1 + level) / 2));
    }
}
