namespace ServerlessAffect.Learning.ModelSelection;

/// <param name="Parameters">What was tried.</param>
/// <param name="Scores">[folds].</param>
/// <param name="Mean">Of the scores; NaN where one is.</param>
/// <param name="Spread">Standard deviation of the scores over the folds, divided by their number as in scikit-learn; 0 for one fold.</param>
/// <param name="Rank">1 for the highest mean; equal means share the better rank, and those without a mean come last.</param>
public sealed record ParameterResult(ParameterSet Parameters, IReadOnlyList<double> Scores, double Mean, double Spread, int Rank);
