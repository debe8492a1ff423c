namespace ServerlessAffect.Learning.Statistics;

/// <param name="Statistic">As the test defines it.</param>
/// <param name="PValue">Two-sided where the test has sides.</param>
public readonly record struct TestResult(double Statistic, double PValue);
