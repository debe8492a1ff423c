namespace ServerlessAffect.Learning.Statistics;

/// <summary>A figure computed from two samples that are independent of each other.</summary>
public delegate double TwoSampleStatistic(ReadOnlySpan<double> first, ReadOnlySpan<double> second);
