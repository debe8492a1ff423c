namespace ServerlessAffect.Learning.Optimisation;

/// <summary>A point along a direction.</summary>
/// <param name="Step">How far.</param>
/// <param name="Value">The objective there.</param>
/// <param name="Slope">Its derivative along the direction.</param>
internal readonly record struct Trial(double Step, double Value, double Slope);
