namespace ServerlessAffect.Pipeline.Training.Fitting;

/// <param name="Calibrated">[rows * classes].</param>
/// <param name="Uncalibrated">[rows * classes], before any temperature.</param>
internal readonly record struct FittedProbabilities(double[] Calibrated, double[] Uncalibrated);
