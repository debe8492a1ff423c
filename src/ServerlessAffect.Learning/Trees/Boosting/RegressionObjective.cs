namespace ServerlessAffect.Learning.Trees.Boosting;

/// <summary>What a regression makes small.</summary>
public enum RegressionObjective
{
    /// <summary>The sum of squared errors.</summary>
    SquaredError,

    /// <summary>The sum of absolute errors, which single wild targets move less.</summary>
    AbsoluteError,

    /// <summary>Squared near zero, absolute beyond 1, and smooth.</summary>
    PseudoHuber,
}
