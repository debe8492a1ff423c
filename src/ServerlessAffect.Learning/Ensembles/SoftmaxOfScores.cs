using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Learning.Ensembles;

/// <summary>A classifier with the probabilities softmax(scores / temperature), whatever its own are: what a temperature that was fitted on held-out scores is for.</summary>
public sealed class SoftmaxOfScores : IDenseClassifier
{
    /// <param name="model">Whose <see cref="IDenseClassifier.DecisionFunction"/> counts.</param>
    /// <param name="temperature">Above 0.</param>
    public SoftmaxOfScores(IDenseClassifier model, double temperature)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!(temperature > 0 && double.IsFinite(temperature)))
        {
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "Expected a finite temperature above 0.");
        }

        (Model, Temperature) = (model, temperature);
    }

    public IReadOnlyList<string> Classes => Model.Classes;

    public int Features => Model.Features;

    public IDenseClassifier Model { get; }

    public double Temperature { get; }

    public double[] DecisionFunction(DenseMatrix x, CancellationToken cancellationToken = default) => Model.DecisionFunction(x, cancellationToken);

    public double[] PredictLogProba(DenseMatrix x, CancellationToken cancellationToken = default)
    {
        var scores = DecisionFunction(x, cancellationToken);
        for (var at = 0; at < scores.Length; at += Classes.Count)
        {
            ClassScores.ToLogProbabilities(scores.AsSpan(at, Classes.Count), Temperature, ProbabilityLink.Softmax);
        }

        return scores;
    }
}
