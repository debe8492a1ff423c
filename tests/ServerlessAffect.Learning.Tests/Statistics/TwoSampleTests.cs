using ServerlessAffect.Learning.Statistics;

namespace ServerlessAffect.Learning.Tests.Statistics;

/// <summary>The exact distributions against counting every case, and known values of the functions behind the approximations.</summary>
public class TwoSampleTests
{
    [Fact]
    public void Wilcoxons_exact_p_value_counts_all_sign_patterns()
    {
        double[] differences = [1.1, -2.2, 3.3, 4.4, -5.5, 6.6, 7.7, 8.8];
        var result = WilcoxonSignedRank.Of(differences, new double[8]);

        // Rank sums: 2 + 5 = 7 below.
        var counted = Enumerable.Range(0, 256).Count(pattern => Enumerable.Range(0, 8).Where(i => (pattern >> i & 1) == 1).Sum(i => i + 1) <= 7);
        Assert.Equal((7, 2.0 * counted / 256), (result.Statistic, result.PValue));
    }

    [Fact]
    public void Mann_and_whitneys_exact_p_value_counts_all_mixtures()
    {
        double[] first = [1, 3, 4, 9];
        double[] second = [2, 5, 6, 7, 8];
        var result = MannWhitney.Of(first, second);

        var u = first.Sum(a => second.Count(b => a > b));
        var larger = Math.Max(u, 20 - u);
        var all = Enumerable.Range(0, 512).Where(mask => System.Numerics.BitOperations.PopCount((uint)mask) == 4).ToArray();
        var counted = all.Count(mask => Enumerable.Range(0, 9).Where(i => (mask >> i & 1) == 1).Sum(i => Enumerable.Range(0, i).Count(k => (mask >> k & 1) == 0)) >= larger);
        Assert.Equal(u, result.Statistic);
        Assert.Equal(Math.Min(1, 2.0 * counted / all.Length), result.PValue, 1e-12);
    }

    [Fact]
    public void Equal_samples_do_not_differ()
    {
        Assert.Equal(1, WilcoxonSignedRank.Of([1, 2, 3], [1, 2, 3]).PValue);
        Assert.Equal(1, MannWhitney.Of([1, 2, 3], [1, 2, 3]).PValue);
        Assert.Equal(1, new McNemar(5, 0, 0, 5).Exact.PValue);
        Assert.Equal(1, new McNemar(5, 3, 3, 5).ChiSquared.PValue);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 10)]
    [InlineData(3, 10)]
    public void Intervals_of_a_share_hold_it_and_stay_between_zero_and_one(int successes, int trials)
    {
        foreach (var (low, high) in new[] { ProportionInterval.Wilson(successes, trials), ProportionInterval.ClopperPearson(successes, trials), ProportionInterval.Normal(successes, trials) })
        {
            Assert.InRange(successes / (double)trials, low - 1e-12, high + 1e-12);
            Assert.InRange(low, 0, 1);
            Assert.InRange(high, 0, 1);
        }
    }

    [Fact]
    public void The_distribution_functions_have_their_known_values()
    {
        Assert.Equal(Math.Log(24), SpecialFunctions.LogGamma(5), 1e-13);
        Assert.Equal(Math.Log(Math.PI) / 2, SpecialFunctions.LogGamma(0.5), 1e-13);
        Assert.Equal(0.024997895148220435, SpecialFunctions.NormalUpperTail(1.96), 1e-14);
        Assert.Equal(2.866515718791933e-7, SpecialFunctions.NormalUpperTail(5), 1e-18);
        Assert.Equal(1.959963984540054, SpecialFunctions.NormalQuantile(0.975), 1e-12);
        Assert.Equal(0.05, SpecialFunctions.ChiSquaredUpperTail(3.841458820694124, 1), 1e-13);
        Assert.Equal(0.5, SpecialFunctions.StudentTwoSided(1, 1), 1e-13);
        Assert.Equal(0.5, SpecialFunctions.RegularisedBeta(3, 3, 0.5), 1e-13);
        Assert.Equal(0.25, SpecialFunctions.BetaQuantile(1, 1, 0.25), 1e-13);
    }
}
