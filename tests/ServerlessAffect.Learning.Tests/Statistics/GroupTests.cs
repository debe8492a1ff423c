using ServerlessAffect.Learning.Statistics;

namespace ServerlessAffect.Learning.Tests.Statistics;

/// <summary>The constants are SciPy 1.10.1's and numpy 1.24.2's, by the call above each.</summary>
public class GroupTests
{
    private static readonly double[][] Groups = [[6.9, 5.4, 5.8, 4.6, 4.0], [8.3, 6.8, 7.8, 9.2, 6.5, 7.1], [8.0, 10.5, 8.1, 6.9]];
    private static readonly double[][] Tied = [[1, 2, 2, 3], [2, 3, 4, 4, 5], [5, 5, 6]];

    [Fact]
    public void Analysis_of_variance_equals_scipys()
    {
        // f_oneway(*groups), f_oneway(*tied)
        Equal(8.275420133233197, 0.0055128237835742324, OneWayAnova.Of(Groups));
        Equal(10.944915254237287, 0.003889747661814671, OneWayAnova.Of(Tied));
        Assert.Equal(new TestResult(double.PositiveInfinity, 0), OneWayAnova.Of([[1, 1], [2, 2]]));
        Assert.True(double.IsNaN(OneWayAnova.Of([[1, 1], [1, 1]]).PValue));
        Assert.Throws<ArgumentException>(() => OneWayAnova.Of([[1], [2]]));
    }

    [Fact]
    public void Kruskal_and_wallis_test_equals_scipys()
    {
        // kruskal(*groups), kruskal(*tied)
        Equal(8.029964221824686, 0.018043277325632823, KruskalWallis.Of(Groups));
        Equal(7.799305555555559, 0.020248941107635362, KruskalWallis.Of(Tied));
        Assert.True(double.IsNaN(KruskalWallis.Of([[1, 1], [1, 1]]).PValue));
        Assert.Throws<ArgumentException>(() => KruskalWallis.Of([[1, 2]]));
        Assert.Throws<ArgumentException>(() => KruskalWallis.Of([[1, 2], []]));
    }

    [Fact]
    public void Effect_sizes_equal_numpys()
    {
        // (x.mean() - y.mean()) / sqrt(((len(x) - 1) * x.var(ddof=1) + (len(y) - 1) * y.var(ddof=1)) / (len(x) + len(y) - 2)); sign(subtract.outer(x, y)).mean()
        Assert.Equal(-2.140620619964439, EffectSize.CohenD(Groups[0], Groups[1]), 1e-12);
        Assert.Equal(-0.8666666666666667, EffectSize.CliffDelta(Groups[0], Groups[1]), 1e-12);
        Assert.Equal(-0.75, EffectSize.CliffDelta(Tied[0], Tied[1]), 1e-12);
    }

    [Fact]
    public void Intervals_of_effect_sizes_hold_them_and_narrow_with_more_values()
    {
        var random = new SeededRandom(3);
        double[] Draw(int count, double shift) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() + shift)];
        var bootstrap = new Bootstrap { Resamples = 500, RandomState = 1 };
        var (first, second) = (Draw(400, 0.2), Draw(300, 0));

        foreach (var measure in new Func<double[], double[], Core.Models.MetricEstimate>[]
            {
                (a, b) => EffectSize.CohenD(a, b, bootstrap), (a, b) => EffectSize.CliffDelta(a, b, bootstrap),
            })
        {
            var (few, many) = (measure(first[..40], second[..30]), measure(first, second));

            Assert.InRange(many.Value, many.Low, many.High);
            Assert.InRange(many.Low, 0.1, many.Value);
            Assert.InRange((many.High - many.Low) / (few.High - few.Low), 0.2, 0.5);
            Assert.Equal(many, measure(first, second));
        }
    }

    [Fact]
    public void P_values_are_corrected_as_by_their_definitions()
    {
        double[] p = [0.01, 0.04, 0.03, 0.005, 0.55, 0.2, 0.0001, 0.04];

        // o = argsort(p, kind='stable'); bh[o] = minimum.accumulate((p[o] * m / arange(1, m + 1))[::-1])[::-1]; holm[o] = minimum(1, maximum.accumulate(p[o] * (m - arange(m))))
        Equal([0.02666666666666667, 0.05333333333333334, 0.05333333333333334, 0.02, 0.55, 0.2285714285714286, 0.0008, 0.05333333333333334], PValueCorrection.BenjaminiHochberg(p));
        Equal([0.06, 0.16, 0.15, 0.035, 0.55, 0.4, 0.0008, 0.16], PValueCorrection.Holm(p));
    }

    [Fact]
    public void A_test_without_a_p_value_does_not_count()
    {
        Equal([0.02, double.NaN, 0.04], PValueCorrection.Holm([0.01, double.NaN, 0.04]));
        Equal([0.02, double.NaN, 0.04], PValueCorrection.BenjaminiHochberg([0.01, double.NaN, 0.04]));
        Assert.Empty(PValueCorrection.Holm([]));
        Assert.Throws<ArgumentException>(() => PValueCorrection.Holm([1.5]));
    }

    private static void Equal(double statistic, double pValue, TestResult actual)
    {
        Assert.Equal(statistic, actual.Statistic, 1e-11);
        Assert.Equal(pValue, actual.PValue, 1e-11);
    }

    private static void Equal(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }
}
