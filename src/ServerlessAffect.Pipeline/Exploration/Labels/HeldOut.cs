using System.Globalization;
using ServerlessAffect.Learning.ModelSelection;

namespace ServerlessAffect.Pipeline.Exploration.Labels;

/// <summary>Predictions of every labelled item by a model that saw neither it nor any other item of its group.</summary>
/// <param name="Labelled">The items.</param>
/// <param name="Probabilities">[rows, classes].</param>
/// <param name="Weights">Mean weight of every feature over the folds, the largest first.</param>
/// <param name="Folds">How many models were fitted.</param>
internal sealed record HeldOut(LabelledRows Labelled, double[] Probabilities, IReadOnlyList<(string Feature, double Weight)> Weights, int Folds)
{
    public const int MostFolds = 5;

    public static HeldOut Run(LabelledRows labelled, ILabelLearner learner, int folds, int seed, ExploreProgress progress, CancellationToken cancellationToken)
    {
        var classes = labelled.Classes.Count;
        var (probabilities, weights) = (new double[labelled.Rows.Length * classes], new Dictionary<string, double>(StringComparer.Ordinal));
        var splits = new StratifiedGroupKFold { Splits = folds, RandomState = seed }.Split(labelled.Truth, labelled.Groups);
        for (var f = 0; f < splits.Length; f++)
        {
            progress.Say(string.Create(CultureInfo.InvariantCulture, $"learning the labels, fold {f + 1} of {splits.Length}"));
            var (train, test) = (splits[f].Train, splits[f].Test);
            var (predicted, importance) = learner.Predict(
                Array.ConvertAll(train, i => labelled.Rows[i]), Array.ConvertAll(train, i => labelled.Truth[i]), labelled.Classes, Array.ConvertAll(test, i => labelled.Rows[i]), cancellationToken);
            for (var i = 0; i < test.Length; i++)
            {
                predicted.AsSpan(i * classes, classes).CopyTo(probabilities.AsSpan(test[i] * classes));
            }

            foreach (var (feature, weight) in importance)
            {
                weights[feature] = weights.GetValueOrDefault(feature) + (weight / splits.Length);
            }
        }

        return new HeldOut(labelled, probabilities, [.. weights.Select(w => (w.Key, w.Value)).OrderByDescending(w => w.Value).ThenBy(w => w.Key, StringComparer.Ordinal)], splits.Length);
    }
}
