namespace ServerlessAffect.Reports.Charts;

/// <param name="Name">Stands in the legend.</param>
/// <param name="Values">One for each category or item.</param>
public sealed record Series(string Name, IReadOnlyList<double> Values);
