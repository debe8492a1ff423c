namespace ServerlessAffect.Reports.Charts;

/// <param name="Text">A word or a short phrase.</param>
/// <param name="Weight">More than 0: a count, a coefficient.</param>
public sealed record WeightedWord(string Text, double Weight);
