using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Learning.Trees.Boosting;

/// <summary>A random forest by XGBoost, its <c>XGBRFClassifier</c>: one round of many trees side by side, each on some of the rows and every split on some of the columns.</summary>
/// <remarks>
/// Not scikit-learn's forest: trees are grown on the gradient of the log-loss rather than on Gini impurity, rows are drawn without replacement, and probabilities come of the
/// mean of leaf values through a softmax, so that they are mild; fit a temperature. Needs XGBoost's library (<see cref="XgbLibrary"/>).
/// </remarks>
public sealed class RandomForestClassifier
{
    /// <summary>Trees, each one for every output; from 1. scikit-learn's <c>n_estimators</c>.</summary>
    public int Trees { get; init; } = 100;

    /// <inheritdoc cref="XgbSettings.MaxDepth"/>
    public int MaxDepth { get; init; } = 6;

    /// <inheritdoc cref="XgbSettings.MinChildWeight"/>
    public double MinChildWeight { get; init; } = 1;

    /// <inheritdoc cref="XgbSettings.RegLambda"/>
    public double RegLambda { get; init; } = 1e-5;

    /// <inheritdoc cref="XgbSettings.Subsample"/>
    public double Subsample { get; init; } = 0.8;

    /// <summary>Share of the columns that each split sees, above 0, at most 1.</summary>
    public double ColsampleByNode { get; init; } = 0.8;

    /// <inheritdoc cref="XgbSettings.TreeMethod"/>
    public TreeMethod TreeMethod { get; init; } = TreeMethod.Exact;

    public ClassWeights ClassWeights { get; init; } = ClassWeights.None;

    public int RandomState { get; init; }

    /// <inheritdoc cref="XgbSettings.Parallelism"/>
    public int Parallelism { get; init; } = 1;

    /// <param name="x">[rows, columns]; NaN is a missing value.</param>
    /// <param name="y">[rows], indices into <paramref name="classes"/>.</param>
    /// <param name="classes">Names; each needs an example.</param>
    /// <param name="sampleWeights">[rows], each times its class's weight; null: 1.</param>
    /// <param name="cancellationToken">Looked at before the trees are grown.</param>
    /// <exception cref="AffectException">The rows or labels cannot be learned from; <see cref="ErrorCodes.MissingTool"/>.</exception>
    public XgbModel Fit(DenseMatrix x, int[] y, IReadOnlyList<string> classes, double[]? sampleWeights = null, CancellationToken cancellationToken = default)
    {
        var settings = new XgbSettings
        {
            Rounds = 1,
            NumParallelTree = Trees,
            LearningRate = 1,
            MaxDepth = MaxDepth,
            MinChildWeight = MinChildWeight,
            RegLambda = RegLambda,
            Subsample = Subsample,
            ColsampleByNode = ColsampleByNode,
            TreeMethod = TreeMethod,
            RandomState = RandomState,
            Parallelism = Parallelism,
        };
        return new XgbClassifier { Settings = settings, ClassWeights = ClassWeights }.Fit(x, y, classes, sampleWeights, cancellationToken: cancellationToken);
    }
}
