using ServerlessAffect.Learning.Metrics;

namespace ServerlessAffect.Learning.Statistics;

/// <summary>Whether some groups have the same distribution, by the ranks of their values: needs no normal distribution. SciPy's <c>kruskal</c>, corrected for ties.</summary>
public static class KruskalWallis
{
    /// <param name="groups">Two at least, each with a value.</param>
    /// <returns>H and its p-value by the chi-squared distribution, good from five values a group; NaN where all values are equal.</returns>
    public static TestResult Of(IReadOnlyList<double[]> groups)
    {
        double rows = SampleGroups.Require(groups);
        var ranks = Ranks.Average([.. groups.SelectMany(g => g)]);
        var (sum, first) = (0.0, 0);
        foreach (var group in groups)
        {
            var own = 0.0;
            for (var i = 0; i < group.Length; i++)
            {
                own += ranks[first + i];
            }

            sum += own * own / group.Length;
            first += group.Length;
        }

        var ties = 1 - (WilcoxonSignedRank.TieTerm(ranks) / ((rows * rows * rows) - rows));
        var h = ((12 / (rows * (rows + 1)) * sum) - (3 * (rows + 1))) / ties;
        return ties == 0 ? new TestResult(double.NaN, double.NaN) : new TestResult(h, SpecialFunctions.ChiSquaredUpperTail(h, groups.Count - 1));
    }
}
