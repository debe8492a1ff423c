namespace ServerlessAffect.Learning.Svm;

/// <param name="SignedAlphas">y_i alpha_i of the problem's rows, in their order.</param>
/// <param name="Intercept">b of f(x) = Σ y_i alpha_i k(x, x_i) + b.</param>
/// <param name="Iterations">Pairs of rows that were moved.</param>
/// <param name="Converged">Whether the tolerance was met.</param>
internal sealed record SmoSolution(double[] SignedAlphas, double Intercept, long Iterations, bool Converged);
