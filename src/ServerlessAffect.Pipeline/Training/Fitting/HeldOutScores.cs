using System.Numerics.Tensors;
using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.Calibration;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.Metrics;
using ServerlessAffect.Learning.ModelSelection;
using ServerlessAffect.Pipeline.Training.Recipes;

namespace ServerlessAffect.Pipeline.Training.Fitting;

/// <summary>Temperatures and the threshold of unsure readings, from scores for training rows that came from models which had not seen the rows' groups.</summary>
internal sealed class HeldOutScores
{
    private const int Steps = 20;
    private const double Reach = 0.2;

    /// <param name="scores">[members][rows * classes].</param>
    /// <param name="labels">[rows].</param>
    public HeldOutScores(double[][] scores, int[] labels, int classes, Recipe recipe)
    {
        MemberTemperatures = Array.ConvertAll(scores, s => TemperatureScaling.Fit(s, labels, classes));
        var mean = new double[labels.Length * classes];
        var sum = recipe.Members.Sum(m => m.Weight);
        for (var m = 0; m < scores.Length; m++)
        {
            var share = recipe.Members[m].Weight / (sum * MemberTemperatures[m]);
            for (var i = 0; i < mean.Length; i++)
            {
                mean[i] += share * scores[m][i];
            }
        }

        var fitted = TemperatureScaling.Fit(mean, labels, classes);
        Temperature = recipe.Calibration.Goal == CalibrationGoal.LogLoss ? fitted : LeastError(mean, labels, classes, fitted);
        var probabilities = Softmax(mean, classes, Temperature);
        CalibrationError = Reliability.EqualWidth(probabilities, labels, classes).ExpectedCalibrationError;
        var chosen = ClassScores.ArgMax(probabilities, classes);
        Confusion = ConfusionMatrix.Of(labels, chosen, classes);
        var confidences = new double[labels.Length];
        var right = new bool[labels.Length];
        for (var i = 0; i < right.Length; i++)
        {
            (confidences[i], right[i]) = (probabilities[(i * classes) + chosen[i]], chosen[i] == labels[i]);
        }

        Unsure = UnsureThreshold.Choose(confidences, right, recipe.Unsure.TargetAccuracy);
    }

    public double[] MemberTemperatures { get; }

    /// <summary>Of the mean of the members.</summary>
    public double Temperature { get; }

    public double CalibrationError { get; }

    public ConfusionMatrix Confusion { get; }

    public UnsureThreshold Unsure { get; }

    private static double LeastError(double[] scores, int[] labels, int classes, double fitted)
    {
        var (best, least) = (fitted, double.PositiveInfinity);
        for (var step = -Steps; step <= Steps; step++)
        {
            var temperature = fitted * (1 + (Reach * step / Steps));
            var error = Reliability.EqualWidth(Softmax(scores, classes, temperature), labels, classes).ExpectedCalibrationError;
            (best, least) = error < least ? (temperature, error) : (best, least);
        }

        return best;
    }

    private static double[] Softmax(double[] scores, int classes, double temperature)
    {
        var probabilities = new double[scores.Length];
        for (var at = 0; at < scores.Length; at += classes)
        {
            Span<double> row = probabilities.AsSpan(at, classes);
            TensorPrimitives.Divide(scores.AsSpan(at, classes), temperature, row);
            TensorPrimitives.Subtract(row, TensorPrimitives.Max<double>(row), row);
            TensorPrimitives.Exp(row, row);
            TensorPrimitives.Divide(row, FixedOrder.Sum(row), row);
        }

        return probabilities;
    }
}
