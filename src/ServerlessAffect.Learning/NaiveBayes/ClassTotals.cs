using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Learning.NaiveBayes;

/// <summary>What naive Bayes counts: the sum of every feature over the rows of every class, and the rows.</summary>
/// <param name="Features">[features, classes].</param>
/// <param name="Rows">[classes].</param>
internal sealed record ClassTotals(double[] Features, int[] Rows)
{
    /// <exception cref="AffectException">The rows or labels cannot be learned from, or a value is negative.</exception>
    internal static ClassTotals Of(FeatureMatrix x, int[] y, IReadOnlyList<string> classes, double alpha, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(alpha);
        TrainingLabels.Require(x, y, classes);
        if (x.HasNegative())
        {
            throw new AffectException(ErrorCodes.InvalidData, "Naive Bayes over counts expects values of 0 or more; got a negative one. Use counts or TF-IDF weights.");
        }

        var totals = new double[x.Columns * classes.Count];
        var mark = new double[classes.Count];
        for (var row = 0; row < x.Rows; row++)
        {
            if (row % 4096 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            mark[y[row]] = 1;
            x.AddOuter(row, mark, totals, scale: []);
            mark[y[row]] = 0;
        }

        return new ClassTotals(totals, TrainingLabels.Count(y, classes.Count));
    }

    /// <summary>Sum over the features for every class, each with alpha added.</summary>
    internal double[] SmoothedSums(double alpha)
    {
        var sums = new double[Rows.Length];
        for (var at = 0; at < Features.Length; at++)
        {
            sums[at % sums.Length] += Features[at] + alpha;
        }

        return sums;
    }
}
