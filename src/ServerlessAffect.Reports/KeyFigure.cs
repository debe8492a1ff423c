namespace ServerlessAffect.Reports;

/// <param name="Value">Already written for people, short: <c>1,440</c>, <c>71 %</c>.</param>
/// <param name="Label">What it counts or measures.</param>
/// <param name="Note">A few words more, such as its interval; null for none.</param>
public sealed record KeyFigure(string Value, string Label, string? Note = null);
