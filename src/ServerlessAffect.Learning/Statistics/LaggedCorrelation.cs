using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.Metrics;

namespace ServerlessAffect.Learning.Statistics;

/// <summary>How two series go together when one runs behind the other by some steps, with intervals that take their inertia into account.</summary>
/// <param name="Lag">Steps that the second series is behind: its value at t + Lag stands beside the first's at t. Negative where it runs ahead.</param>
/// <param name="Correlation">Pearson's, over the pairs that overlap.</param>
/// <remarks>
/// Neighbouring values of a smooth series repeat each other, so that n pairs are worth fewer: n / (1 + 2 Σ (1 - j / n) ρ_first(j) ρ_second(j)) by Bartlett's formula, with the
/// sum over j up to a quarter of the pairs (Pyper and Peterman 1998), never more than n. Intervals and p-values are those of so many independent pairs. Whoever looks for
/// the best of many lags corrects the p-values for that (<see cref="PValueCorrection"/>).
/// </remarks>
public sealed record LaggedCorrelation(int Lag, Correlation Correlation)
{
    /// <param name="first">[steps], at equal intervals of time.</param>
    /// <param name="second">[steps], at the same times.</param>
    /// <param name="maxLag">Steps to shift by at most, to either side; three pairs have to overlap.</param>
    /// <param name="level">Share of such intervals that hold the true value.</param>
    /// <returns>[2 maxLag + 1], lags ascending.</returns>
    public static LaggedCorrelation[] Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second, int maxLag, double level = 0.95)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"Expected two series of one length; got {first.Length} and {second.Length} steps.", nameof(second));
        }

        if (maxLag < 0 || first.Length - maxLag < 3)
        {
            throw new ArgumentOutOfRangeException(nameof(maxLag), maxLag, $"Expected lags from 0 to {first.Length - 3}, so that three of {first.Length} steps overlap.");
        }

        var (ownFirst, ownSecond) = (Autocorrelation(first), Autocorrelation(second));
        var results = new LaggedCorrelation[(2 * maxLag) + 1];
        for (var lag = -maxLag; lag <= maxLag; lag++)
        {
            var pairs = first.Length - Math.Abs(lag);
            var r = RegressionScores.Pearson(first.Slice(Math.Max(0, -lag), pairs), second.Slice(Math.Max(0, lag), pairs));
            results[lag + maxLag] = new LaggedCorrelation(lag, Correlation.Of(r, Worth(pairs, ownFirst, ownSecond), level, 1));
        }

        return results;
    }

    private static double Worth(int pairs, double[] first, double[] second)
    {
        var sum = 0.0;
        for (var j = 1; j <= pairs / 4; j++)
        {
            sum += (1 - ((double)j / pairs)) * first[j] * second[j];
        }

        return pairs / Math.Max(1, 1 + (2 * sum));
    }

    // With the variance of the whole series below the line, as Bartlett has it; NaN for a series that does not vary. [a quarter of the steps + 1].
    private static double[] Autocorrelation(ReadOnlySpan<double> series)
    {
        var off = series.ToArray();
        TensorPrimitives.Subtract(off, FixedOrder.Sum(off) / off.Length, off);
        var own = new double[(off.Length / 4) + 1];
        for (var j = 0; j < own.Length; j++)
        {
            own[j] = FixedOrder.Dot(off.AsSpan(0, off.Length - j), off.AsSpan(j));
        }

        TensorPrimitives.Divide(own, own[0], own);
        return own;
    }
}
