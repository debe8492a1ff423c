using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Learning.Statistics;

/// <summary>Whether one model is better than another on the same rows: both are judged on the same resamples, and the differences counted.</summary>
/// <param name="Difference">First minus second, with its interval.</param>
/// <param name="ShareNotAbove">Share of the resamples in which the first is not better, a one-sided p-value.</param>
public sealed record PairedBootstrap(MetricEstimate Difference, double ShareNotAbove)
{
    /// <param name="rows">Number of rows.</param>
    /// <param name="first">The figure of the first model, higher being better.</param>
    /// <param name="second">The figure of the second model.</param>
    /// <param name="bootstrap">Resamples, level and seed.</param>
    /// <param name="cancellationToken">Looked at before every resample.</param>
    public static PairedBootstrap Compare(int rows, RowStatistic first, RowStatistic second, Bootstrap bootstrap, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(bootstrap);
        var differences = bootstrap.Draw(rows, Difference, cancellationToken);
        var (low, high) = Quantiles.Central(differences, bootstrap.Level);
        var share = differences.Count(d => d <= 0) / (double)differences.Length;
        return new PairedBootstrap(new MetricEstimate(Difference(Enumerable.Range(0, rows).ToArray()), low, high), share);

        double Difference(ReadOnlySpan<int> drawn) => first(drawn) - second(drawn);
    }
}
