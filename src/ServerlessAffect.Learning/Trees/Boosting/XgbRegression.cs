using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Learning.Trees.Boosting;

/// <summary>Fitted trees that tell a number: of <see cref="XgbRegressor"/> or a file of XGBoost's. A NaN in a row is a missing value.</summary>
/// <remarks>Immutable and safe for threads.</remarks>
public sealed class XgbRegression
{
    private readonly XgbTrees _trees;

    private XgbRegression(XgbTrees trees) => _trees = trees;

    public int Features => _trees.Features;

    /// <inheritdoc cref="XgbModel.Rounds"/>
    public int Rounds => _trees.Rounds;

    /// <inheritdoc cref="XgbModel.History"/>
    public IReadOnlyList<RoundScores> History => _trees.History;

    /// <param name="json">A model of trees that XGBoost saved as JSON, from a source that is trusted: the library takes its word for what is in it.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.DamagedModel"/>: it is none, or no regression; <see cref="ErrorCodes.MissingTool"/>.</exception>
    public static XgbRegression Load(ReadOnlyMemory<byte> json)
    {
        var trees = XgbTrees.Load(json);
        return trees.Objective.StartsWith("reg:", StringComparison.Ordinal) && trees.Outputs == 1
            ? new XgbRegression(trees)
            : throw new AffectException(ErrorCodes.DamagedModel, $"Expected boosted trees that tell one number; got {trees.Objective} with {trees.Outputs} outputs.");
    }

    internal static XgbRegression Of(Booster booster, IReadOnlyList<RoundScores> history) => new(new XgbTrees(booster, history));

    /// <summary>One number a row.</summary>
    public double[] Predict(DenseMatrix x) => _trees.Values(x);

    /// <inheritdoc cref="XgbModel.Leaves"/>
    public int[] Leaves(DenseMatrix x) => _trees.Leaves(x);

    /// <inheritdoc cref="XgbModel.Contributions"/>
    public double[] Contributions(DenseMatrix x) => _trees.Contributions(x);

    /// <inheritdoc cref="XgbModel.Importance"/>
    public double[] Importance(ImportanceKind kind) => _trees.Importance(kind);

    /// <inheritdoc cref="XgbModel.FirstRounds"/>
    public XgbRegression FirstRounds(int rounds) => new(_trees.FirstRounds(rounds));

    /// <summary>XGBoost's own JSON, which its other languages read.</summary>
    public byte[] Save() => _trees.Save();
}
