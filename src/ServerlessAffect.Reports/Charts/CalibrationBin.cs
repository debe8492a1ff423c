namespace ServerlessAffect.Reports.Charts;

/// <summary>Readings of about the same probability.</summary>
/// <param name="Series">Model or class.</param>
/// <param name="Predicted">Their mean probability.</param>
/// <param name="Observed">The share of them that was right.</param>
/// <param name="Low">Lower end of its interval; NaN for none.</param>
/// <param name="High">Upper end.</param>
/// <param name="Count">Of readings.</param>
public sealed record CalibrationBin(string Series, double Predicted, double Observed, double Low, double High, int Count);
