namespace ServerlessAffect.Reports.Charts;

/// <param name="Label">What it is of.</param>
/// <param name="Value">Its length.</param>
/// <param name="Low">Lower end of its interval; null for none.</param>
/// <param name="High">Upper end.</param>
public sealed record Bar(string Label, double Value, double? Low = null, double? High = null);
