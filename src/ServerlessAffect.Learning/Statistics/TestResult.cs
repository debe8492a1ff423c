namespace ServerlessAffect.Learning.Statistics;

/// <param name="Statistic">As the test defines it.</param>
/// <param name="PValue">Two-sided.</param>
public readonly record struct TestResult(double Statistic, double PValue);
