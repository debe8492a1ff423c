namespace ServerlessAffect.Learning.Linear;

/// <param name="Tolerance">A problem is solved when its projected gradients of one sweep differ by no more.</param>
/// <param name="MaxSweeps">Stops after so many.</param>
/// <param name="RandomState">Seed of the order of the rows.</param>
internal sealed record DualDescentSettings(double Tolerance, int MaxSweeps, int RandomState);
