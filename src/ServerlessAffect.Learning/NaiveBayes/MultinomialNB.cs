using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Learning.NaiveBayes;

/// <summary>Multinomial naive Bayes, scikit-learn's <c>MultinomialNB</c>: a linear model of ln((N_cj + alpha) / Σ_j (N_cj + alpha)) and the log of the class shares.</summary>
public sealed class MultinomialNB
{
    /// <summary>Added to every count, above 0.</summary>
    public double Alpha { get; init; } = 1;

    /// <param name="x">[rows, features], none negative.</param>
    /// <param name="y">[rows], indices into <paramref name="classes"/>.</param>
    /// <param name="classes">Names, in the order of the model's scores; each needs an example.</param>
    /// <param name="cancellationToken">Looked at while counting.</param>
    /// <exception cref="Core.Errors.AffectException">The rows or labels cannot be learned from.</exception>
    public LinearModel Fit(FeatureMatrix x, int[] y, IReadOnlyList<string> classes, CancellationToken cancellationToken = default)
    {
        var totals = ClassTotals.Of(x, y, classes, Alpha, cancellationToken);
        var sums = totals.SmoothedSums(Alpha);
        var coefficients = new double[totals.Features.Length];
        for (var at = 0; at < coefficients.Length; at++)
        {
            coefficients[at] = Math.Log(totals.Features[at] + Alpha) - Math.Log(sums[at % sums.Length]);
        }

        var prior = Array.ConvertAll(totals.Rows, rows => Math.Log(rows) - Math.Log(x.Rows));
        return new LinearModel(classes, x.Columns, coefficients, prior);
    }
}
