using ServerlessAffect.Learning.Statistics;

namespace ServerlessAffect.Learning.Tests.Statistics;

/// <summary>The constants are SciPy 1.10.1's, by the call above each.</summary>
public class CorrelationTests
{
    private static readonly double[] A = [2.1, 3.4, 1.9, 5.6, 4.4, 7.2, 3.3, 6.1, 5.0, 2.8, 4.9, 6.6];
    private static readonly double[] B = [1.8, 3.9, 2.5, 4.9, 5.1, 6.8, 2.2, 6.9, 4.1, 3.3, 5.8, 5.9];

    [Fact]
    public void Pearsons_correlation_equals_scipys()
    {
        // r = pearsonr(A, B); r.statistic, r.pvalue, r.confidence_interval(0.95), r.confidence_interval(0.9)
        Equal(Correlation.Pearson(A, B), 0.9105403236929667, 3.877114168131142e-05, 0.70509195802431, 0.9749641332401654);
        Equal(Correlation.Pearson(A, B, 0.9), 0.9105403236929667, 3.877114168131142e-05, 0.7540995846384269, 0.9692016533139106);
    }

    [Fact]
    public void Spearmans_correlation_equals_scipys()
    {
        double[] first = [1, 2, 2, 3, 5, 5, 5, 8, 9, 10];
        double[] second = [2, 1, 4, 4, 3, 6, 8, 7, 7, 10];

        // r, p = spearmanr(first, second); tanh(arctanh(r) -+ norm.ppf(0.975) * sqrt((1 + r * r / 2) / (10 - 3)))
        Equal(Correlation.Spearman(first, second), 0.8266610439564042, 0.003185993648398649, 0.3089869455602689, 0.9664563898307732);

        // spearmanr(A, B)
        var untied = Correlation.Spearman(A, B);
        Assert.Equal(0.8881118881118882, untied.Value, 1e-12);
        Assert.Equal(0.00011413359814618011, untied.PValue, 1e-12);
    }

    [Fact]
    public void Values_on_a_line_correlate_fully_and_constants_not_at_all()
    {
        Assert.Equal((1, 0, 1, 1), Rounded(Correlation.Pearson([1, 2, 3, 4], [3, 5, 7, 9])));
        Assert.Equal((-1, 1, -1, 1), Rounded(Correlation.Pearson([1, 2], [2, 1])));
        Assert.True(double.IsNaN(Correlation.Pearson([1, 1, 1], [1, 2, 3]).PValue));
        Assert.Throws<ArgumentException>(() => Correlation.Pearson([1], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Correlation.Pearson(A, B, 1));
    }

    private static (double Value, double PValue, double Low, double High) Rounded(Correlation c) =>
        (Math.Round(c.Value, 9), Math.Round(c.PValue, 9), Math.Round(c.Low, 9), Math.Round(c.High, 9));

    private static void Equal(Correlation actual, double value, double pValue, double low, double high)
    {
        Assert.Equal(value, actual.Value, 1e-12);
        Assert.Equal(pValue, actual.PValue, 1e-12);
        Assert.Equal(low, actual.Low, 1e-12);
        Assert.Equal(high, actual.High, 1e-12);
    }
}
