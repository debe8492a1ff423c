namespace ServerlessAffect.Learning.Trees.Boosting;

/// <summary>A metric after every round of a fit.</summary>
/// <param name="Part"><c>train</c> or <c>validation</c>.</param>
/// <param name="Metric">XGBoost's name of it, for example <c>mlogloss</c>.</param>
/// <param name="Values">[rounds], those after the best one included.</param>
public sealed record RoundScores(string Part, string Metric, IReadOnlyList<double> Values);
