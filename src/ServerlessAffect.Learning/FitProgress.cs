namespace ServerlessAffect.Learning;

/// <summary>Where a long fit stands.</summary>
/// <param name="Iteration">Iterations or sweeps done.</param>
/// <param name="MaxIterations">Where it stops at the latest.</param>
/// <param name="Criterion">What is compared with the tolerance; falls as the fit converges.</param>
/// <param name="Converged">The criterion is within the tolerance; a last report without it means that the iterations ran out.</param>
public sealed record FitProgress(int Iteration, int MaxIterations, double Criterion, bool Converged);
