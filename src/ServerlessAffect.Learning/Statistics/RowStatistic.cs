namespace ServerlessAffect.Learning.Statistics;

/// <summary>A figure computed from some rows; a row may come several times.</summary>
public delegate double RowStatistic(ReadOnlySpan<int> rows);
