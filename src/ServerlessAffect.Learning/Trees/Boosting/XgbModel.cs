using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Learning.Trees.Boosting;

/// <summary>Fitted trees that tell classes: of <see cref="XgbClassifier"/>, <see cref="RandomForestClassifier"/>, or a file of XGBoost's. A NaN in a row is a missing value.</summary>
/// <remarks>Immutable and safe for threads. It computes in single precision, as the library does.</remarks>
public sealed class XgbModel : IDenseClassifier
{
    private const string Binary = "binary:logistic";

    private readonly XgbTrees _trees;

    private XgbModel(XgbTrees trees, IReadOnlyList<string> classes) => (_trees, Classes) = (trees, classes);

    public IReadOnlyList<string> Classes { get; }

    public int Features => _trees.Features;

    /// <summary>Rounds that are kept: after early stopping those up to the best one.</summary>
    public int Rounds => _trees.Rounds;

    /// <summary>What was measured after every round of the fit; empty where nothing was asked for, and after loading.</summary>
    public IReadOnlyList<RoundScores> History => _trees.History;

    /// <summary>Margins of a row: one for two classes (of the second), else one a class.</summary>
    public int Outputs => _trees.Outputs;

    public IReadOnlyList<BoostedTree> Trees => _trees.Trees;

    /// <summary>What every margin starts from, before any tree.</summary>
    public double BaseMargin => Classes.Count == 2 ? Math.Log(_trees.BaseScore / (1 - _trees.BaseScore)) : _trees.BaseScore;

    /// <param name="json">A model of trees that XGBoost saved as JSON, from a source that is trusted: the library takes its word for what is in it.</param>
    /// <param name="classes">Names in the order of XGBoost's class numbers.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.DamagedModel"/>: it is none, or one of something else than so many classes; <see cref="ErrorCodes.MissingTool"/>.</exception>
    public static XgbModel Load(ReadOnlyMemory<byte> json, IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        var trees = XgbTrees.Load(json);
        var said = trees.Objective == Binary ? 2 : trees.Objective is "multi:softprob" or "multi:softmax" ? trees.Outputs : 0;
        return said == classes.Count
            ? new XgbModel(trees, classes)
            : throw new AffectException(ErrorCodes.DamagedModel, $"Expected boosted trees that tell {classes.Count} classes; got {trees.Objective} with {trees.Outputs} outputs.");
    }

    internal static XgbModel Of(Booster booster, IReadOnlyList<RoundScores> history, IReadOnlyList<string> classes) => new(new XgbTrees(booster, history), classes);

    /// <summary>Sums of leaf values and the base margin, [rows, outputs].</summary>
    public double[] Margins(DenseMatrix x) => _trees.Margins(x);

    /// <summary>The margins of the classes, [rows, classes]: of two classes minus and plus half of the one there is.</summary>
    public double[] DecisionFunction(DenseMatrix x, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var margins = Margins(x);
        if (Outputs > 1)
        {
            return margins;
        }

        var both = new double[2 * margins.Length];
        for (var i = 0; i < margins.Length; i++)
        {
            (both[2 * i], both[(2 * i) + 1]) = (-0.5 * margins[i], 0.5 * margins[i]);
        }

        return both;
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

    /// <summary>Number of the leaf that every row comes to in every tree, [rows, trees].</summary>
    public int[] Leaves(DenseMatrix x) => _trees.Leaves(x);

    /// <summary>SHAP values (Lundberg et al. 2020): what each column adds to each margin, and last what all rows have in common, [rows, outputs, features + 1]; they sum to the margin.</summary>
    public double[] Contributions(DenseMatrix x) => _trees.Contributions(x);

    /// <summary>[features]; 0 for a column that no split asks about.</summary>
    public double[] Importance(ImportanceKind kind) => _trees.Importance(kind);

    /// <summary>The model after its first rounds.</summary>
    /// <param name="rounds">From 1 to <see cref="Rounds"/>.</param>
    public XgbModel FirstRounds(int rounds) => new(_trees.FirstRounds(rounds), Classes);

    /// <summary>XGBoost's own JSON, which its other languages read; the names of the classes are not in it.</summary>
    public byte[] Save() => _trees.Save();
}
