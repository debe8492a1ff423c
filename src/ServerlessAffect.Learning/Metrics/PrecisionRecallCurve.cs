namespace ServerlessAffect.Learning.Metrics;

/// <summary>Precision and recall as the threshold rises, in scikit-learn's order: from full recall to the point (1, 0), which has no threshold.</summary>
public sealed class PrecisionRecallCurve
{
    private PrecisionRecallCurve(double[] precisions, double[] recalls, double[] thresholds) =>
        (Precisions, Recalls, Thresholds) = (precisions, recalls, thresholds);

    /// <summary>[thresholds + 1].</summary>
    public IReadOnlyList<double> Precisions { get; }

    /// <summary>[thresholds + 1].</summary>
    public IReadOnlyList<double> Recalls { get; }

    public IReadOnlyList<double> Thresholds { get; }

    /// <summary>Σ (R_n - R_n-1) P_n over falling thresholds, without interpolation; 0 where nothing is positive.</summary>
    public double AveragePrecision
    {
        get
        {
            var sum = 0.0;
            for (var i = 0; i < Thresholds.Count; i++)
            {
                sum += (Recalls[i] - Recalls[i + 1]) * Precisions[i];
            }

            return sum;
        }
    }

    /// <param name="scores">[rows], higher means more surely positive.</param>
    /// <param name="isPositive">[rows].</param>
    public static PrecisionRecallCurve Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isPositive)
    {
        var counts = RankedCounts.Of(scores, isPositive);
        var points = counts.Thresholds.Length;
        var (precisions, recalls, thresholds) = (new double[points + 1], new double[points + 1], new double[points]);
        for (var i = 0; i < points; i++)
        {
            var from = points - 1 - i;
            var right = counts.TruePositives[from];
            precisions[i] = (double)right / (right + counts.FalsePositives[from]);
            recalls[i] = counts.Positives == 0 ? 0 : (double)right / counts.Positives;
            thresholds[i] = counts.Thresholds[from];
        }

        precisions[points] = 1;
        return new PrecisionRecallCurve(precisions, recalls, thresholds);
    }
}
