namespace ServerlessAffect.Learning.Optimisation;

/// <param name="Tolerance">Stops when no element of the gradient is larger in absolute value.</param>
/// <param name="MaxIterations">Stops after so many steps.</param>
/// <param name="History">Pairs of steps and gradient changes that approximate the curvature.</param>
internal sealed record LbfgsSettings(double Tolerance, int MaxIterations, int History)
{
    /// <summary>Whether every step is one that L-BFGS-B 3.0 takes where nothing is bounded: Moré and Thuente's line search, and a first step of length 1.</summary>
    internal bool StepsOfLbfgsB { get; init; }

    /// <summary>Stops also after a step that lowered the value by no more than this share of it (of the greater of the two); below 0: never.</summary>
    internal double RelativeDecrease { get; init; } = -1;

    /// <summary>What the share is taken of where the value is smaller.</summary>
    internal double LeastValue { get; init; } = 1;
}
