using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Learning.Trees.Boosting;

/// <summary>Gradient-boosted trees by XGBoost that tell a number.</summary>
/// <remarks><inheritdoc cref="XgbClassifier"/></remarks>
public sealed class XgbRegressor
{
    public XgbSettings Settings { get; init; } = new();

    public RegressionObjective Objective { get; init; } = RegressionObjective.SquaredError;

    /// <param name="x">[rows, columns]; NaN is a missing value.</param>
    /// <param name="y">[rows], targets.</param>
    /// <param name="sampleWeights">[rows]; null: 1.</param>
    /// <param name="validation">Measured after every round.</param>
    /// <param name="progress">Told after every round.</param>
    /// <param name="cancellationToken">Looked at before every round.</param>
    /// <exception cref="AffectException">The rows or targets cannot be learned from; <see cref="ErrorCodes.MissingTool"/>.</exception>
    public XgbRegression Fit(
        DenseMatrix x,
        double[] y,
        double[]? sampleWeights = null,
        ValidationPart<double>? validation = null,
        IProgress<FitProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        Settings.Require(toProbability: false);
        var objective = Objective switch
        {
            RegressionObjective.SquaredError => "reg:squarederror",
            RegressionObjective.AbsoluteError => "reg:absoluteerror",
            RegressionObjective.PseudoHuber => "reg:pseudohubererror",
            _ => throw new InvalidOperationException($"Expected a known objective; got {Objective}."),
        };
        using var rows = XgbRows.Of(x, y, sampleWeights);
        using var held = validation is null ? null : XgbRows.Of(validation.X, validation.Y, validation.SampleWeights);
        var (booster, history) = BoosterFit.Run(Settings, [("objective", objective)], rows, held, progress, cancellationToken);
        return XgbRegression.Of(booster, history);
    }
}
