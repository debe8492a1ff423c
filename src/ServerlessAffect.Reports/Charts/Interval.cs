namespace ServerlessAffect.Reports.Charts;

/// <param name="Label">Method, tag or class.</param>
/// <param name="Mean">The dot.</param>
/// <param name="Low">Where its range starts.</param>
/// <param name="High">Where it ends.</param>
/// <param name="Group">Colours it; null where all are alike.</param>
public sealed record Interval(string Label, double Mean, double Low, double High, string? Group = null);
