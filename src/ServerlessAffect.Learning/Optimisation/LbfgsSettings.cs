namespace ServerlessAffect.Learning.Optimisation;

/// <param name="Tolerance">Stops when no element of the gradient is larger in absolute value.</param>
/// <param name="MaxIterations">Stops after so many steps.</param>
/// <param name="History">Pairs of steps and gradient changes that approximate the curvature.</param>
internal sealed record LbfgsSettings(double Tolerance, int MaxIterations, int History);
