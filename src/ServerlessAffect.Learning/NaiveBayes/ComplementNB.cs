using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Learning.NaiveBayes;

/// <summary>Complement naive Bayes (Rennie et al. 2003), scikit-learn's <c>ComplementNB(norm=False)</c>: the weight of a feature for a class is minus the log of its
/// smoothed share in all other classes; no prior.</summary>
public sealed class ComplementNB
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
        var count = classes.Count;
        var others = new double[totals.Features.Length];
        var sums = new double[count];
        for (var j = 0; j < x.Columns; j++)
        {
            var own = totals.Features.AsSpan(j * count, count);
            var all = 0.0;
            foreach (var value in own)
            {
                all += value;
            }

            for (var c = 0; c < count; c++)
            {
                others[(j * count) + c] = all - own[c] + Alpha;
                sums[c] += others[(j * count) + c];
            }
        }

        for (var at = 0; at < others.Length; at++)
        {
            others[at] = Math.Log(sums[at % count]) - Math.Log(others[at]);
        }

        return new LinearModel(classes, x.Columns, others, new double[count]);
    }
}
