namespace ServerlessAffect.Core.Readings;

/// <param name="Start">Seconds from the start of the recording.</param>
/// <param name="End">Seconds; after <paramref name="Start"/>.</param>
public sealed record ReadingWindow(double Start, double End, string Label, double Confidence, bool Unsure);
