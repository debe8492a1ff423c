using System.Numerics.Tensors;

namespace ServerlessAffect.Learning.Metrics;

/// <summary>Measures of predicted numbers such as arousal and valence.</summary>
public static class RegressionScores
{
    public static double MeanAbsoluteError(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted)
    {
        RequireSameLength(truth, predicted);
        var sum = 0.0;
        for (var i = 0; i < truth.Length; i++)
        {
            sum += Math.Abs(truth[i] - predicted[i]);
        }

        return sum / truth.Length;
    }

    public static double MeanSquaredError(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted)
    {
        var distance = TensorPrimitives.Distance(truth, predicted);
        return distance * distance / truth.Length;
    }

    /// <summary>1 - residual over total sum of squares; negative where the mean would do better.</summary>
    public static double R2(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted) =>
        1 - (MeanSquaredError(truth, predicted) / Moments.Of(truth, predicted).VarianceA);

    public static double Pearson(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted)
    {
        var m = Moments.Of(truth, predicted);
        return m.Covariance / Math.Sqrt(m.VarianceA * m.VarianceB);
    }

    /// <summary>Lin's concordance, 2 cov / (var + var + (mean - mean)²), with population moments.</summary>
    public static double ConcordanceCorrelationCoefficient(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted)
    {
        var m = Moments.Of(truth, predicted);
        var shift = m.MeanA - m.MeanB;
        return 2 * m.Covariance / (m.VarianceA + m.VarianceB + (shift * shift));
    }

    /// <summary>Pearson's correlation of the ranks; ties share their mean rank.</summary>
    public static double Spearman(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted) => Pearson(Ranks.Average(truth), Ranks.Average(predicted));

    /// <summary>Kendall's tau-b, in time that grows with the square of the length.</summary>
    public static double Kendall(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted)
    {
        RequireSameLength(truth, predicted);
        var (agreement, untiedTruth, untiedPredicted) = (0L, 0L, 0L);
        for (var i = 1; i < truth.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (t, p) = (truth[i].CompareTo(truth[j]), predicted[i].CompareTo(predicted[j]));
                agreement += t * p;
                untiedTruth += t * t;
                untiedPredicted += p * p;
            }
        }

        return agreement / Math.Sqrt((double)untiedTruth * untiedPredicted);
    }

    private static void RequireSameLength(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted)
    {
        if (truth.Length != predicted.Length)
        {
            throw new ArgumentException($"Expected as many predictions as true values; got {predicted.Length} and {truth.Length}.", nameof(predicted));
        }
    }

    private readonly record struct Moments(double MeanA, double MeanB, double VarianceA, double VarianceB, double Covariance)
    {
        internal static Moments Of(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
        {
            RequireSameLength(a, b);
            var (meanA, meanB) = (TensorPrimitives.Sum(a) / a.Length, TensorPrimitives.Sum(b) / b.Length);
            var (varianceA, varianceB, covariance) = (0.0, 0.0, 0.0);
            for (var i = 0; i < a.Length; i++)
            {
                var (da, db) = (a[i] - meanA, b[i] - meanB);
                varianceA += da * da;
                varianceB += db * db;
                covariance += da * db;
            }

            return new Moments(meanA, meanB, varianceA / a.Length, varianceB / a.Length, covariance / a.Length);
        }
    }
}
