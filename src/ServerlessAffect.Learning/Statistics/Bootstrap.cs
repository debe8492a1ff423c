using System.Runtime.InteropServices;
using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Learning.Statistics;

/// <summary>Percentile bootstrap: how much a figure would move if the rows, or whole groups of rows, had been drawn again.</summary>
public sealed class Bootstrap
{
    /// <summary>Number of resamples.</summary>
    public int Resamples { get; init; } = 2000;

    /// <summary>Share of the resamples between the ends of an interval.</summary>
    public double Level { get; init; } = 0.95;

    public int RandomState { get; init; }

    /// <param name="rows">Number of rows.</param>
    /// <param name="statistic">The figure for the rows that a resample drew; called with all rows first. NaN leaves a resample out.</param>
    /// <param name="cancellationToken">Looked at before every resample.</param>
    public MetricEstimate Interval(int rows, RowStatistic statistic, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        return Interval(AllRows(rows), Draw(rows, statistic, cancellationToken), statistic);
    }

    /// <summary>As the other, drawing groups with all of their rows: for rows that are not independent, such as clips of one speaker.</summary>
    /// <param name="groups">[rows].</param>
    /// <param name="statistic">As above.</param>
    /// <param name="cancellationToken">As above.</param>
    public MetricEstimate Interval(IReadOnlyList<string> groups, RowStatistic statistic, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(statistic);
        var members = Enumerable.Range(0, groups.Count).GroupBy(i => groups[i], StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => g.ToArray()).ToArray();
        var random = new SeededRandom(RandomState);
        var values = new double[Resamples];
        var drawn = new List<int>(groups.Count);
        for (var r = 0; r < Resamples; r++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            drawn.Clear();
            for (var g = 0; g < members.Length; g++)
            {
                drawn.AddRange(members[random.Next(members.Length)]);
            }

            values[r] = statistic(CollectionsMarshal.AsSpan(drawn));
        }

        return Interval(AllRows(groups.Count), values, statistic);
    }

    /// <summary>As the first, of two independent samples: each is drawn again out of itself.</summary>
    /// <param name="first">One value at least.</param>
    /// <param name="second">One value at least.</param>
    /// <param name="statistic">As above.</param>
    /// <param name="cancellationToken">As above.</param>
    public MetricEstimate Interval(double[] first, double[] second, TwoSampleStatistic statistic, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(statistic);
        var random = new SeededRandom(RandomState);
        var (values, drawnFirst, drawnSecond) = (new double[Resamples], new double[first.Length], new double[second.Length]);
        for (var r = 0; r < Resamples; r++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Redraw(first, drawnFirst, random);
            Redraw(second, drawnSecond, random);
            values[r] = statistic(drawnFirst, drawnSecond);
        }

        var (low, high) = Quantiles.Central(values, Level);
        return new MetricEstimate(statistic(first, second), low, high);
    }

    /// <summary>The figure of every resample.</summary>
    public double[] Draw(int rows, RowStatistic statistic, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        var random = new SeededRandom(RandomState);
        var (values, drawn) = (new double[Resamples], new int[rows]);
        for (var r = 0; r < Resamples; r++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < rows; i++)
            {
                drawn[i] = random.Next(rows);
            }

            values[r] = statistic(drawn);
        }

        return values;
    }

    private MetricEstimate Interval(int[] all, double[] values, RowStatistic statistic)
    {
        var (low, high) = Quantiles.Central(values, Level);
        return new MetricEstimate(statistic(all), low, high);
    }

    private static void Redraw(double[] from, double[] to, SeededRandom random)
    {
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = from[random.Next(from.Length)];
        }
    }

    private static int[] AllRows(int rows) => [.. Enumerable.Range(0, rows)];
}
