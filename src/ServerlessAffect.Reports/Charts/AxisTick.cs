namespace ServerlessAffect.Reports.Charts;

/// <param name="Row">Where, in rows from the bottom; need not be whole.</param>
/// <param name="Value">What is written there.</param>
public sealed record AxisTick(double Row, double Value);
