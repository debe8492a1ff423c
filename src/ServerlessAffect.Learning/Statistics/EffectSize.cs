using ServerlessAffect.Core.Models;
using ServerlessAffect.Learning.Metrics;

namespace ServerlessAffect.Learning.Statistics;

/// <summary>How far two independent samples are apart, in units that do not grow with their length.</summary>
public static class EffectSize
{
    /// <summary>Cohen's d: difference of the means over the pooled standard deviation; 0.2 is called small, 0.5 medium, 0.8 large. NaN where nothing varies.</summary>
    /// <param name="first">Two values at least.</param>
    /// <param name="second">Two values at least.</param>
    public static double CohenD(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Require(first, second, 2);
        var ((mean1, squares1), (mean2, squares2)) = (Moments(first), Moments(second));
        return (mean1 - mean2) / Math.Sqrt((squares1 + squares2) / (first.Length + second.Length - 2));
    }

    /// <summary>Cliff's delta: share of the pairs in which the first is larger, less the share in which it is smaller; from -1 to 1, needs no normal distribution.</summary>
    /// <param name="first">One value at least.</param>
    /// <param name="second">One value at least.</param>
    public static double CliffDelta(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Require(first, second, 1);
        var ranks = Ranks.Average([.. first, .. second]);
        var sum = 0.0;
        for (var i = 0; i < first.Length; i++)
        {
            sum += ranks[i];
        }

        // Mann and Whitney's U counts pairs, ties by half.
        var u = sum - (first.Length * (first.Length + 1.0) / 2);
        return (2 * u / ((double)first.Length * second.Length)) - 1;
    }

    /// <summary><see cref="CohenD(ReadOnlySpan{double}, ReadOnlySpan{double})"/> with an interval; each sample is drawn again out of itself.</summary>
    public static MetricEstimate CohenD(double[] first, double[] second, Bootstrap bootstrap, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(bootstrap);
        return bootstrap.Interval(first, second, CohenD, cancellationToken);
    }

    /// <summary><see cref="CliffDelta(ReadOnlySpan{double}, ReadOnlySpan{double})"/> with an interval; each sample is drawn again out of itself.</summary>
    public static MetricEstimate CliffDelta(double[] first, double[] second, Bootstrap bootstrap, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(bootstrap);
        return bootstrap.Interval(first, second, CliffDelta, cancellationToken);
    }

    private static (double Mean, double Squares) Moments(ReadOnlySpan<double> values)
    {
        var (mean, squares) = (0.0, 0.0);
        foreach (var value in values)
        {
            mean += value / values.Length;
        }

        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return (mean, squares);
    }

    private static void Require(ReadOnlySpan<double> first, ReadOnlySpan<double> second, int least)
    {
        if (first.Length < least || second.Length < least)
        {
            throw new ArgumentException($"Expected {least} values or more in both samples; got {first.Length} and {second.Length}.");
        }
    }
}
