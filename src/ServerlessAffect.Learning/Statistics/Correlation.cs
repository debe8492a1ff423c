using ServerlessAffect.Learning.Metrics;

namespace ServerlessAffect.Learning.Statistics;

/// <summary>A correlation, how surely it is not 0, and where it may lie.</summary>
/// <param name="Value">From -1 to 1; NaN where a side does not vary.</param>
/// <param name="PValue">Two-sided, by Student's distribution with <paramref name="Pairs"/> - 2 degrees of freedom.</param>
/// <param name="Low">Lower end of the interval by Fisher's transformation; -1 where there are three pairs or fewer.</param>
/// <param name="High">Upper end; 1 where there are three pairs or fewer.</param>
/// <param name="Pairs">Pairs of values, or as many as they are worth where they depend on each other.</param>
public sealed record Correlation(double Value, double PValue, double Low, double High, double Pairs)
{
    /// <summary>Of straight-line dependence; SciPy's <c>pearsonr</c> and its interval.</summary>
    /// <param name="first">[pairs], two at least.</param>
    /// <param name="second">[pairs].</param>
    /// <param name="level">Share of such intervals that hold the true value.</param>
    public static Correlation Pearson(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double level = 0.95) =>
        Of(RegressionScores.Pearson(first, second), RequirePairs(first.Length), level, 1);

    /// <summary>Of the ranks, SciPy's <c>spearmanr</c>; the interval with the variance (1 + r² / 2) / (n - 3) of Bonett and Wright (2000).</summary>
    /// <param name="first">[pairs], two at least; ties share their mean rank.</param>
    /// <param name="second">[pairs].</param>
    /// <param name="level">As above.</param>
    public static Correlation Spearman(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double level = 0.95)
    {
        var r = RegressionScores.Spearman(first, second);
        return Of(r, RequirePairs(first.Length), level, 1 + (r * r / 2));
    }

    /// <param name="r">The correlation.</param>
    /// <param name="pairs">What the pairs are worth.</param>
    /// <param name="level">Of the interval.</param>
    /// <param name="spread">Variance of Fisher's transformation times (pairs - 3).</param>
    internal static Correlation Of(double r, double pairs, double level, double spread)
    {
        if (!(level is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "Expected a level between 0 and 1.");
        }

        if (double.IsNaN(r))
        {
            return new Correlation(r, r, r, r, pairs);
        }

        r = Math.Clamp(r, -1, 1);
        var degrees = pairs - 2;
        var p = degrees <= 0 ? 1 : SpecialFunctions.StudentTwoSided(r * Math.Sqrt(degrees / (1 - (r * r))), degrees);
        if (pairs <= 3)
        {
            return new Correlation(r, p, -1, 1, pairs);
        }

        var half = SpecialFunctions.NormalQuantile((1 + level) / 2) * Math.Sqrt(spread / (pairs - 3));
        return new Correlation(r, p, Math.Tanh(Math.Atanh(r) - half), Math.Tanh(Math.Atanh(r) + half), pairs);
    }

    private static int RequirePairs(int pairs) => pairs >= 2 ? pairs : throw new ArgumentException($"Expected two pairs at least; got {pairs}.");
}
