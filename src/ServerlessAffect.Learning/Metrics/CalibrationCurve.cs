namespace ServerlessAffect.Learning.Metrics;

/// <summary>Share of positives against mean score over equal bins of the scores of one class; empty bins are left out. scikit-learn's <c>calibration_curve</c>.</summary>
/// <param name="FractionPositive">Of each bin that is not empty.</param>
/// <param name="MeanScore">Of each bin that is not empty.</param>
public sealed record CalibrationCurve(IReadOnlyList<double> FractionPositive, IReadOnlyList<double> MeanScore)
{
    /// <param name="scores">[rows], from 0 to 1.</param>
    /// <param name="isPositive">[rows].</param>
    /// <param name="bins">Bin i holds (i / bins, (i + 1) / bins], the first also 0.</param>
    public static CalibrationCurve Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isPositive, int bins = 10)
    {
        var (counts, sums, positives) = (new int[bins], new double[bins], new int[bins]);
        for (var i = 0; i < scores.Length; i++)
        {
            if (!(scores[i] is >= 0 and <= 1))
            {
                throw new ArgumentException($"Expected scores from 0 to 1; row {i} has {scores[i]}.", nameof(scores));
            }

            var bin = 0;
            while (bin < bins - 1 && scores[i] > (bin + 1.0) / bins)
            {
                bin++;
            }

            counts[bin]++;
            sums[bin] += scores[i];
            positives[bin] += isPositive[i] ? 1 : 0;
        }

        var held = Enumerable.Range(0, bins).Where(b => counts[b] > 0).ToArray();
        return new CalibrationCurve([.. held.Select(b => (double)positives[b] / counts[b])], [.. held.Select(b => sums[b] / counts[b])]);
    }
}
