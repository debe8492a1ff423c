namespace ServerlessAffect.Learning.Statistics;

/// <summary>P-values of many tests at once, raised so that they may be held against a level all the same; NaN stays and does not count as a test.</summary>
public static class PValueCorrection
{
    /// <summary>Keeps the share of false ones among those found (Benjamini and Hochberg 1995): for tests that are independent or go together.</summary>
    /// <param name="pValues">From 0 to 1, or NaN.</param>
    /// <returns>In the same order.</returns>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> pValues)
    {
        var (adjusted, order) = Sorted(pValues);
        var lowest = 1.0;
        for (var i = order.Length - 1; i >= 0; i--)
        {
            lowest = Math.Min(lowest, adjusted[order[i]] * order.Length / (i + 1));
            adjusted[order[i]] = lowest;
        }

        return adjusted;
    }

    /// <summary>Keeps the chance that any is false (Holm 1979): for any tests.</summary>
    /// <param name="pValues">From 0 to 1, or NaN.</param>
    /// <returns>In the same order.</returns>
    public static double[] Holm(ReadOnlySpan<double> pValues)
    {
        var (adjusted, order) = Sorted(pValues);
        var highest = 0.0;
        for (var i = 0; i < order.Length; i++)
        {
            highest = Math.Max(highest, Math.Min(1, adjusted[order[i]] * (order.Length - i)));
            adjusted[order[i]] = highest;
        }

        return adjusted;
    }

    // A copy, and where its numbers stand in ascending order.
    private static (double[] Values, int[] Order) Sorted(ReadOnlySpan<double> pValues)
    {
        var values = pValues.ToArray();
        var wrong = Array.FindIndex(values, p => p is < 0 or > 1);
        return wrong < 0
            ? (values, [.. Enumerable.Range(0, values.Length).Where(i => !double.IsNaN(values[i])).OrderBy(i => values[i])])
            : throw new ArgumentException($"Expected p-values from 0 to 1; got {values[wrong]}.", nameof(pValues));
    }
}
