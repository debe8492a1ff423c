using ServerlessAffect.Learning.Statistics;

namespace ServerlessAffect.Learning.Cluster.Selection;

/// <summary>A measure over resamples; those in which it is NaN are left out.</summary>
/// <param name="Mean">NaN where none is left, and so are the others.</param>
/// <param name="Low">Between this and the next lies the share that was asked for.</param>
/// <param name="High">See <paramref name="Low"/>.</param>
/// <param name="Minimum">The lowest of all.</param>
/// <param name="Maximum">The highest of all.</param>
public sealed record MeasureRange(double Mean, double Low, double High, double Minimum, double Maximum)
{
    internal static MeasureRange Of(IEnumerable<double> values, double level)
    {
        double[] kept = [.. values.Where(v => !double.IsNaN(v)).Order()];
        var (low, high) = Quantiles.Central(kept, level);
        return kept.Length == 0 ? new MeasureRange(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN) : new MeasureRange(kept.Average(), low, high, kept[0], kept[^1]);
    }
}
