using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Learning.NaiveBayes;

/// <summary>Gaussian naive Bayes, scikit-learn's <c>GaussianNB</c>: within a class every column is normal by itself.</summary>
public sealed class GaussianNB
{
    // Where all columns are constant nothing is added; no class is then likelier than another, rather than all being NaN.
    private const double SmallestVariance = 1e-300;

    /// <summary>Share of the largest variance of any column that is added to all variances, so that a constant column divides by no zero.</summary>
    public double VarianceSmoothing { get; init; } = 1e-9;

    /// <param name="x">[rows, columns].</param>
    /// <param name="y">[rows], indices into <paramref name="classes"/>.</param>
    /// <param name="classes">Names; each needs an example.</param>
    /// <exception cref="Core.Errors.AffectException">The rows or labels cannot be learned from.</exception>
    public GaussianNaiveBayesModel Fit(DenseMatrix x, int[] y, IReadOnlyList<string> classes)
    {
        TrainingLabels.Require(x, y, classes);
        ArgumentOutOfRangeException.ThrowIfNegative(VarianceSmoothing);
        var (means, variances, priors) = (new DenseMatrix(classes.Count, x.Columns), new DenseMatrix(classes.Count, x.Columns), new double[classes.Count]);
        var added = VarianceSmoothing * Variances(x, ColumnMeans.Of(x)).Max();
        for (var c = 0; c < classes.Count; c++)
        {
            var own = x.TakeRows([.. Enumerable.Range(0, y.Length).Where(i => y[i] == c)]);
            var mean = ColumnMeans.Of(own);
            mean.CopyTo(means.Row(c));
            var variance = Variances(own, mean);
            for (var j = 0; j < variance.Length; j++)
            {
                variances[c, j] = Math.Max(variance[j] + added, SmallestVariance);
            }

            priors[c] = (double)own.Rows / y.Length;
        }

        return new GaussianNaiveBayesModel(classes, means, variances, priors);
    }

    private static double[] Variances(DenseMatrix x, double[] mean)
    {
        var variance = new double[x.Columns];
        for (var i = 0; i < x.Rows; i++)
        {
            var row = x.Row(i);
            for (var j = 0; j < row.Length; j++)
            {
                variance[j] += (row[j] - mean[j]) * (row[j] - mean[j]) / x.Rows;
            }
        }

        return variance;
    }
}
