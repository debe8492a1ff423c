namespace ServerlessAffect.Learning.Trees.Boosting;

/// <summary>Rows that a fit is measured on after every round and not fitted on.</summary>
/// <typeparam name="T">Class indices or targets.</typeparam>
/// <param name="X">[rows, columns].</param>
/// <param name="Y">[rows].</param>
/// <param name="SampleWeights">[rows]; null: each weighs 1.</param>
public sealed record ValidationPart<T>(DenseMatrix X, T[] Y, double[]? SampleWeights = null);
