namespace ServerlessAffect.Learning.Metrics;

/// <summary>scikit-learn's <c>classification_report</c> over all classes, those absent from the truth included.</summary>
/// <param name="PerClass">In the order of the classes.</param>
/// <param name="Micro">From the summed counts; equals the accuracy where every row has one label.</param>
/// <param name="Macro">Unweighted mean.</param>
/// <param name="Weighted">Mean weighted by support.</param>
/// <param name="Accuracy">Share of rows that are right.</param>
public sealed record ClassificationReport(IReadOnlyList<ClassScore> PerClass, ClassScore Micro, ClassScore Macro, ClassScore Weighted, double Accuracy);
