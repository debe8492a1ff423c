using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.Preprocessing;

namespace ServerlessAffect.Pipeline.Exploration.Labels;

/// <summary>Logistic regression on features that are standardised by the items learned from; every class weighs the same.</summary>
internal sealed class FeatureLearner(ExploredArchive explored) : ILabelLearner
{
    private const double C = 0.1;
    private const double Tolerance = 1e-3;
    private const int MostIterations = 300;

    public (double[] Probabilities, IReadOnlyList<(string Feature, double Weight)> Weights) Predict(
        int[] train, int[] y, IReadOnlyList<string> classes, int[] test, CancellationToken cancellationToken)
    {
        var x = explored.Measured.Values.TakeRows(train);
        var scaler = StandardScaler.Fit(x);
        var model = new LogisticRegression { C = C, Tolerance = Tolerance, MaxIterations = MostIterations, ClassWeights = ClassWeights.Balanced }
            .Fit(scaler.Transform(x), y, classes, null, cancellationToken);
        var probabilities = model.PredictProba(scaler.Transform(explored.Measured.Values.TakeRows(test)), cancellationToken);

        // Features have one spread, so that sizes of weights compare.
        var weights = explored.Measured.Columns.Select((name, c) => (name, Enumerable.Range(0, classes.Count).Average(k => Math.Abs(model.Coefficient(c, k)))));
        return (probabilities, [.. weights]);
    }
}
