using ServerlessAffect.Learning.Statistics;

namespace ServerlessAffect.Learning.Tests.Statistics;

public class LaggedCorrelationTests
{
    /// <summary>
    /// The constants are numpy 1.24.2's and SciPy 1.10.1's; per lag, with m overlapping pairs a and b of n steps:
    /// r = corrcoef(a, b)[0, 1]; acf(v)[j] = o[:n-j] @ o[j:] / (o @ o) with o = v - v.mean(); e = m / max(1, 1 + 2 sum((1 - j/m) acf(x)[j] acf(y)[j] for j in 1..m//4));
    /// p = 2 t.sf(abs(r) * sqrt((e - 2) / (1 - r * r)), e - 2); tanh(arctanh(r) -+ norm.ppf(0.975) / sqrt(e - 3))
    /// </summary>
    [Theory]
    [InlineData(-5, -0.012325811552053064, 6.793575353419002, 0.9795562079648119, -0.7693029473546534, 0.7590478964205677)]
    [InlineData(0, 0.8017146475987795, 6.204638372355471, 0.04861204834332766, 0.008533277608630412, 0.9756592818113067)]
    [InlineData(3, 0.9626492872866684, 6.435646284202248, 0.0011183357416889813, 0.7275198563796106, 0.9954182171119509)]
    public void Correlations_at_lags_equal_numpys(int lag, double r, double pairs, double p, double low, double high)
    {
        double[] x = [.. Enumerable.Range(0, 60).Select(t => Math.Sin(t / 5.0) + (t * 7919 % 13 / 26.0))];
        double[] y = [.. Enumerable.Range(0, 60).Select(t => Math.Sin((t - 3) / 5.0) + (t * 104729 % 11 / 22.0))];

        var all = LaggedCorrelation.Of(x, y, 6);

        Assert.Equal(Enumerable.Range(-6, 13), all.Select(c => c.Lag));
        Assert.Equal(3, all.MaxBy(c => c.Correlation.Value)!.Lag);
        var at = all[lag + 6].Correlation;
        double[] expected = [r, pairs, p, low, high];
        double[] actual = [at.Value, at.Pairs, at.PValue, at.Low, at.High];
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    [Fact]
    public void Slow_series_that_have_nothing_to_do_with_each_other_are_rarely_said_to()
    {
        var random = new SeededRandom(11);
        var (naive, ours) = (0, 0);
        for (var trial = 0; trial < 400; trial++)
        {
            var (first, second) = (Slow(random), Slow(random));
            naive += Correlation.Pearson(first, second).PValue < 0.05 ? 1 : 0;
            ours += LaggedCorrelation.Of(first, second, 0)[0].Correlation.PValue < 0.05 ? 1 : 0;
        }

        // As if the 200 steps were independent, every second pair is "significant".
        Assert.InRange(naive, 140, 400);
        Assert.InRange(ours, 4, 40);
    }

    [Fact]
    public void A_constant_series_has_no_correlation_and_lags_have_to_overlap()
    {
        Assert.True(double.IsNaN(LaggedCorrelation.Of([1, 1, 1, 1, 1], [1, 2, 3, 4, 5], 1)[0].Correlation.Value));
        Assert.Throws<ArgumentOutOfRangeException>(() => LaggedCorrelation.Of(new double[5], new double[5], 3));
        Assert.Throws<ArgumentException>(() => LaggedCorrelation.Of(new double[5], new double[4], 1));
    }

    // Each value is nine tenths of the last one, and chance.
    private static double[] Slow(SeededRandom random)
    {
        var (values, value) = (new double[200], 0.0);
        for (var t = -50; t < values.Length; t++)
        {
            value = (0.9 * value) + random.NextDouble() - 0.5;
            if (t >= 0)
            {
                values[t] = value;
            }
        }

        return values;
    }
}
