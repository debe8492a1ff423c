using ServerlessAffect.Inference;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Pipeline.Training.Fitting;
using ServerlessAffect.Pipeline.Training.Sets;

namespace ServerlessAffect.Pipeline.Training.Evaluation;

/// <summary>What models said of examples whose groups they had not seen; filled fold by fold.</summary>
internal sealed class Predictions(IReadOnlyList<LabelledExample> examples, int[] truth, IReadOnlyList<string> classes)
{
    public IReadOnlyList<string> Classes => classes;

    public IReadOnlyList<LabelledExample> Examples => examples;

    /// <summary>[rows], class indices.</summary>
    public int[] Truth => truth;

    /// <summary>[rows]: number of the fold whose model spoke, or <c>all</c> for one that was fitted on every row.</summary>
    public string[] Folds { get; } = new string[truth.Length];

    /// <summary>[rows * classes].</summary>
    public double[] Probabilities { get; } = new double[truth.Length * classes.Count];

    /// <summary>[rows * classes], before any temperature.</summary>
    public double[] Uncalibrated { get; } = new double[truth.Length * classes.Count];

    /// <summary>[rows]: the model that spoke was fitted on an example of the same key: the same text once links, white space and case are folded, or a recording of the same bytes.</summary>
    public bool[] Repeats { get; } = new bool[truth.Length];

    /// <summary>[rows]: the confidence is below the threshold of the model that spoke.</summary>
    public bool[] Unsure { get; } = new bool[truth.Length];

    /// <summary>Whether every fit behind the models that spoke reached its tolerance.</summary>
    public bool Converged { get; private set; } = true;

    /// <summary>What a fitted model says of some rows.</summary>
    /// <param name="rows">Which rows the model is asked.</param>
    /// <param name="trainedKeys">Keys of the examples that the model was fitted on.</param>
    public void Add(int[] rows, string fold, FittedRecipe model, IReadOnlySet<string> trainedKeys, CancellationToken cancellationToken)
    {
        Add(rows, fold, model.Predict(Array.ConvertAll(rows, r => examples[r]), cancellationToken), model, trainedKeys);
    }

    /// <summary>What an exported model says of every row.</summary>
    /// <param name="exported">[rows, classes].</param>
    /// <param name="fitted">What the fitted model says of the same, for the probabilities before calibration.</param>
    public void Add(ProbabilityMatrix exported, FittedProbabilities fitted, FittedRecipe model, IReadOnlySet<string> trainedKeys) =>
        Add([.. Enumerable.Range(0, exported.Rows)], "0", fitted with { Calibrated = Array.ConvertAll(exported.Values, v => (double)v) }, model, trainedKeys);

    private void Add(int[] rows, string fold, FittedProbabilities said, FittedRecipe model, IReadOnlySet<string> trainedKeys)
    {
        var (probabilities, uncalibrated) = said;
        Converged = Converged && model.Stopped.Count == 0;
        var chosen = ClassScores.ArgMax(probabilities, classes.Count);
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            Folds[row] = fold;
            Repeats[row] = trainedKeys.Contains(examples[row].Key);
            Unsure[row] = probabilities[(i * classes.Count) + chosen[i]] < model.HeldOut.Unsure.Value;
            probabilities.AsSpan(i * classes.Count, classes.Count).CopyTo(Probabilities.AsSpan(row * classes.Count));
            uncalibrated.AsSpan(i * classes.Count, classes.Count).CopyTo(Uncalibrated.AsSpan(row * classes.Count));
        }
    }
}
