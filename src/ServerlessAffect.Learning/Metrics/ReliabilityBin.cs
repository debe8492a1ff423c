namespace ServerlessAffect.Learning.Metrics;

/// <param name="Count">Predictions in the bin.</param>
/// <param name="Confidence">Their mean confidence; NaN in an empty bin.</param>
/// <param name="Accuracy">The share of them that is right; NaN in an empty bin.</param>
public readonly record struct ReliabilityBin(int Count, double Confidence, double Accuracy);
