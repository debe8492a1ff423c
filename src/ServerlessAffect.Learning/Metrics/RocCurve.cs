namespace ServerlessAffect.Learning.Metrics;

/// <summary>True against false positive rate as the threshold falls; starts at (0, 0) with an infinite threshold, as scikit-learn does since 1.3.</summary>
public sealed class RocCurve
{
    private RocCurve(double[] falsePositiveRates, double[] truePositiveRates, double[] thresholds) =>
        (FalsePositiveRates, TruePositiveRates, Thresholds) = (falsePositiveRates, truePositiveRates, thresholds);

    public IReadOnlyList<double> FalsePositiveRates { get; }

    public IReadOnlyList<double> TruePositiveRates { get; }

    public IReadOnlyList<double> Thresholds { get; }

    /// <summary>Area under the curve (trapezoids); NaN where the labels are all alike.</summary>
    public double Area => AreaUpTo(1);

    /// <summary>Mean of the false positive and false negative rates at the point where they are closest (the first of several).</summary>
    public double EqualErrorRate
    {
        get
        {
            var (closest, rate) = (double.PositiveInfinity, double.NaN);
            for (var i = 0; i < Thresholds.Count; i++)
            {
                var (falsePositives, falseNegatives) = (FalsePositiveRates[i], 1 - TruePositiveRates[i]);
                if (Math.Abs(falsePositives - falseNegatives) < closest)
                {
                    (closest, rate) = (Math.Abs(falsePositives - falseNegatives), (falsePositives + falseNegatives) / 2);
                }
            }

            return rate;
        }
    }

    /// <param name="scores">[rows], higher means more surely positive.</param>
    /// <param name="isPositive">[rows].</param>
    /// <param name="dropIntermediate">Leaves out points on a straight line between their neighbours, for drawing.</param>
    public static RocCurve Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isPositive, bool dropIntermediate = false)
    {
        var counts = RankedCounts.Of(scores, isPositive);
        var (fpr, tpr, thresholds) = (new List<double> { 0 }, new List<double> { 0 }, new List<double> { double.PositiveInfinity });
        for (var i = 0; i < counts.Thresholds.Length; i++)
        {
            if (!dropIntermediate || IsCorner(counts, i))
            {
                fpr.Add((double)counts.FalsePositives[i] / counts.Negatives);
                tpr.Add((double)counts.TruePositives[i] / counts.Positives);
                thresholds.Add(counts.Thresholds[i]);
            }
        }

        return new RocCurve([.. fpr], [.. tpr], [.. thresholds]);
    }

    /// <summary>Area up to a false positive rate, standardised so that chance is 0.5 and perfection 1 (McClish 1989).</summary>
    public double PartialArea(double maxFalsePositiveRate)
    {
        if (!(maxFalsePositiveRate is > 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(maxFalsePositiveRate), maxFalsePositiveRate, "Expected a rate above 0 and up to 1.");
        }

        var chance = maxFalsePositiveRate * maxFalsePositiveRate / 2;
        return 0.5 * (1 + ((AreaUpTo(maxFalsePositiveRate) - chance) / (maxFalsePositiveRate - chance)));
    }

    private static bool IsCorner(RankedCounts counts, int i)
    {
        if (i == 0 || i == counts.Thresholds.Length - 1)
        {
            return true;
        }

        return Bends(counts.FalsePositives, i) || Bends(counts.TruePositives, i);

        static bool Bends(int[] values, int at) => values[at + 1] - values[at] != values[at] - values[at - 1];
    }

    private double AreaUpTo(double limit)
    {
        var area = 0.0;
        for (var i = 1; i < Thresholds.Count; i++)
        {
            var (x0, x1, y0, y1) = (FalsePositiveRates[i - 1], FalsePositiveRates[i], TruePositiveRates[i - 1], TruePositiveRates[i]);
            if (x1 > limit)
            {
                y1 = y0 + ((y1 - y0) * (limit - x0) / (x1 - x0));
                return area + ((limit - x0) * (y0 + y1) / 2);
            }

            area += (x1 - x0) * (y0 + y1) / 2;
        }

        return Thresholds.Count == 1 ? double.NaN : area;
    }
}
