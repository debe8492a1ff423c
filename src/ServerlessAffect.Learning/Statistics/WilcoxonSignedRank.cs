using ServerlessAffect.Learning.Metrics;

namespace ServerlessAffect.Learning.Statistics;

/// <summary>Wilcoxon's signed-rank test on pairs; SciPy's <c>wilcoxon</c>: pairs without a difference are dropped, the statistic is the smaller rank sum.</summary>
/// <remarks>Exact for up to 50 pairs without ties and without zeros, else by the normal approximation with the correction for ties and none for continuity.</remarks>
public static class WilcoxonSignedRank
{
    private const int ExactPairs = 50;

    /// <param name="first">[pairs].</param>
    /// <param name="second">[pairs].</param>
    public static TestResult Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"Expected pairs; got {first.Length} and {second.Length} values.", nameof(second));
        }

        var differences = new List<double>(first.Length);
        for (var i = 0; i < first.Length; i++)
        {
            if (first[i] != second[i])
            {
                differences.Add(first[i] - second[i]);
            }
        }

        var n = differences.Count;
        if (n == 0)
        {
            return new TestResult(0, 1);
        }

        var ranks = Ranks.Average([.. differences.Select(Math.Abs)]);
        var (above, below) = (0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            (above, below) = differences[i] > 0 ? (above + ranks[i], below) : (above, below + ranks[i]);
        }

        var statistic = Math.Min(above, below);
        var ties = TieTerm(ranks);
        return first.Length <= ExactPairs && n == first.Length && ties == 0
            ? new TestResult(statistic, Math.Min(1, 2 * ExactLowerTail((int)statistic, n)))
            : new TestResult(statistic, Approximate(statistic, n, ties));
    }

    /// <summary>Σ (t³ - t) over groups of t equal ranks.</summary>
    internal static double TieTerm(double[] ranks) => ranks.GroupBy(r => r).Sum(g => Math.Pow(g.Count(), 3) - g.Count());

    private static double Approximate(double statistic, int n, double ties)
    {
        var mean = n * (n + 1.0) / 4;
        var variance = ((n * (n + 1.0) * ((2.0 * n) + 1)) - (ties / 2)) / 24;
        return Math.Min(1, 2 * SpecialFunctions.NormalUpperTail(Math.Abs(statistic - mean) / Math.Sqrt(variance)));
    }

    // Share of the 2^n sign patterns whose rank sum is no larger.
    private static double ExactLowerTail(int statistic, int n)
    {
        var counts = new double[(n * (n + 1) / 2) + 1];
        counts[0] = 1;
        for (var rank = 1; rank <= n; rank++)
        {
            for (var sum = counts.Length - 1; sum >= rank; sum--)
            {
                counts[sum] += counts[sum - rank];
            }
        }

        return counts.Take(statistic + 1).Sum() / Math.Pow(2, n);
    }
}
