namespace ServerlessAffect.Learning.Metrics;

/// <summary>How well one class is found, or a mean over classes. A share of nothing (0 / 0) counts as 0.</summary>
/// <param name="Precision">Share of the predictions of the class that are right.</param>
/// <param name="Recall">Share of the examples of the class that are found.</param>
/// <param name="FScore">(1 + β²) P R / (β² P + R); F1 unless another β was asked for.</param>
/// <param name="Support">Examples of the class.</param>
public readonly record struct ClassScore(double Precision, double Recall, double FScore, int Support);
