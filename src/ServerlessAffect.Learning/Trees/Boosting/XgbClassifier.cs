using System.Globalization;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Learning.Trees.Boosting;

/// <summary>Gradient-boosted trees by XGBoost (Chen and Guestrin 2016) that tell classes: <c>binary:logistic</c> for two, <c>multi:softprob</c> for more.</summary>
/// <remarks>Needs XGBoost's library (<see cref="XgbLibrary"/>). The same rows and settings give the same trees, as long as <see cref="XgbSettings.Parallelism"/> is 1.</remarks>
public sealed class XgbClassifier
{
    public XgbSettings Settings { get; init; } = new();

    public ClassWeights ClassWeights { get; init; } = ClassWeights.None;

    /// <param name="x">[rows, columns]; NaN is a missing value.</param>
    /// <param name="y">[rows], indices into <paramref name="classes"/>.</param>
    /// <param name="classes">Names; each needs an example.</param>
    /// <param name="sampleWeights">[rows], each times its class's weight; null: 1.</param>
    /// <param name="validation">Measured after every round; its rows weigh what it says, classes alike.</param>
    /// <param name="progress">Told after every round.</param>
    /// <param name="cancellationToken">Looked at before every round.</param>
    /// <exception cref="AffectException">The rows or labels cannot be learned from; <see cref="ErrorCodes.MissingTool"/>.</exception>
    public XgbModel Fit(
        DenseMatrix x,
        int[] y,
        IReadOnlyList<string> classes,
        double[]? sampleWeights = null,
        ValidationPart<int>? validation = null,
        IProgress<FitProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(classes);
        Settings.Require(toProbability: classes.Count == 2);
        TrainingLabels.Require(x.Rows, y, classes.Count);

        using var rows = XgbRows.Of(x, Labels(y, classes.Count), Weights(y, classes.Count, sampleWeights));
        using var held = validation is null ? null : XgbRows.Of(validation.X, Labels(validation.Y, classes.Count), validation.SampleWeights);
        var (booster, history) = BoosterFit.Run(Settings, Objective(classes.Count), rows, held, progress, cancellationToken);
        return XgbModel.Of(booster, history, classes);
    }

    private static (string, string)[] Objective(int classes) => classes == 2
        ? [("objective", "binary:logistic")]
        : [("objective", "multi:softprob"), ("num_class", classes.ToString(CultureInfo.InvariantCulture))];

    private static double[] Labels(int[] y, int classes) => Array.ConvertAll<int, double>(y, label => (uint)label < (uint)classes
        ? label
        : throw new AffectException(ErrorCodes.InvalidData, $"Expected labels from 0 to {classes - 1}; got {label}."));

    private double[]? Weights(int[] y, int classes, double[]? sampleWeights)
    {
        var byClass = ClassWeights.Resolve(y, classes);
        if (Array.TrueForAll(byClass, w => w == 1))
        {
            return sampleWeights;
        }

        var weights = Array.ConvertAll(y, label => byClass[label]);
        for (var i = 0; i < Math.Min(weights.Length, sampleWeights?.Length ?? 0); i++)
        {
            weights[i] *= sampleWeights![i];
        }

        return sampleWeights is null || sampleWeights.Length == y.Length
            ? weights
            : throw new AffectException(ErrorCodes.InvalidData, $"Expected one sample weight a row; got {y.Length} rows and {sampleWeights.Length} weights.");
    }
}
