using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Learning.NaiveBayes;

/// <summary>A fitted <see cref="GaussianNB"/>.</summary>
/// <param name="Classes">Names in the order of the rows of the tables.</param>
/// <param name="Theta">[classes, columns], means.</param>
/// <param name="Variance">[classes, columns], smoothed.</param>
/// <param name="Prior">[classes].</param>
public sealed record GaussianNaiveBayesModel(IReadOnlyList<string> Classes, DenseMatrix Theta, DenseMatrix Variance, double[] Prior) : IDenseClassifier
{
    public int Features => Theta.Columns;

    /// <summary>Logarithms of prior times likelihood, [rows, classes].</summary>
    public double[] DecisionFunction(DenseMatrix x, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Columns != Features)
        {
            throw new ArgumentException($"The model has {Features} features; the rows have {x.Columns}. Use rows of the schema that the model was fitted on.", nameof(x));
        }

        var scores = new double[x.Rows * Classes.Count];
        for (var c = 0; c < Classes.Count; c++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var mean = Theta.Row(c);
            var variance = Variance.Row(c);
            var constant = Math.Log(Prior[c]);
            foreach (var value in variance)
            {
                constant -= 0.5 * Math.Log(2 * Math.PI * value);
            }

            for (var i = 0; i < x.Rows; i++)
            {
                var far = 0.0;
                var values = x.Row(i);
                for (var j = 0; j < values.Length; j++)
                {
                    far += (values[j] - mean[j]) * (values[j] - mean[j]) / variance[j];
                }

                scores[(i * Classes.Count) + c] = constant - (0.5 * far);
            }
        }

        return scores;
    }

    /// <inheritdoc/>
    public double[] PredictLogProba(DenseMatrix x, CancellationToken cancellationToken = default)
    {
        var scores = DecisionFunction(x, cancellationToken);
        for (var at = 0; at < scores.Length; at += Classes.Count)
        {
            ClassScores.ToLogProbabilities(scores.AsSpan(at, Classes.Count), temperature: 1, ProbabilityLink.Softmax);
        }

        return scores;
    }
}
