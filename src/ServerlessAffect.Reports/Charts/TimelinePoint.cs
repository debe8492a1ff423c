namespace ServerlessAffect.Reports.Charts;

/// <param name="Series">Class, tag or place.</param>
/// <param name="Date">Day, or the first day of the span that it stands for.</param>
/// <param name="Mean">NaN leaves a gap.</param>
/// <param name="Low">Lower end of the interval; NaN for none.</param>
/// <param name="High">Upper end.</param>
public sealed record TimelinePoint(string Series, DateOnly Date, double Mean, double Low = double.NaN, double High = double.NaN);
