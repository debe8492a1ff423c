using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Learning.Calibration;

/// <summary>Temperature scaling (Guo et al. 2017): the one T that makes softmax(scores / T) most likely on held-out data.</summary>
public static class TemperatureScaling
{
    /// <summary>Where the search starts and ends; scores that separate the classes perfectly have no best temperature and get the lower end.</summary>
    public const double MinTemperature = 1e-4;

    /// <inheritdoc cref="MinTemperature"/>
    public const double MaxTemperature = 1e4;

    /// <param name="scores">[rows, classes], before any temperature; log-probabilities do as well.</param>
    /// <param name="y">[rows], class indices; rows that the model was not fitted on.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>T, to a relative 1e-12.</returns>
    public static double Fit(ReadOnlySpan<double> scores, ReadOnlySpan<int> y, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        if (y.IsEmpty || scores.Length != y.Length * classes)
        {
            throw new AffectException(ErrorCodes.InvalidData, $"Expected {classes} scores for each of one or more labels; got {scores.Length} scores and {y.Length} labels.");
        }

        // The likelihood is concave in the inverse temperature, so its slope has one zero: Newton's steps, kept inside a bracket, which every third step halves.
        var (low, high) = (1 / MaxTemperature, 1 / MinTemperature);
        var inverse = 1.0;
        for (var i = 0; i < 200 && high - low > 1e-13 * high; i++)
        {
            var (slope, curvature) = Derivatives(scores, y, classes, inverse);
            if (slope > 0)
            {
                high = inverse;
            }
            else
            {
                low = inverse;
            }

            var newton = inverse - (slope / curvature);
            var next = newton > low && newton < high && i % 3 != 2 ? newton : Math.Sqrt(low * high);
            if (Math.Abs(next - inverse) <= 1e-14 * inverse)
            {
                break;
            }

            inverse = next;
        }

        return 1 / inverse;
    }

    /// <summary>The model with the temperature that suits these held-out rows best.</summary>
    public static LinearModel Calibrate(LinearModel model, FeatureMatrix x, ReadOnlySpan<int> y, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.WithTemperature(Fit(model.DecisionFunction(x, cancellationToken), y, model.Classes.Count));
    }

    // First and second derivative of the mean negative log-likelihood by the inverse temperature: E[s] - s_y and Var[s] under the softmax.
    private static (double Slope, double Curvature) Derivatives(ReadOnlySpan<double> scores, ReadOnlySpan<int> y, int classes, double inverse)
    {
        var (slope, curvature) = (0.0, 0.0);
        for (var row = 0; row < y.Length; row++)
        {
            var s = scores.Slice(row * classes, classes);
            var top = double.NegativeInfinity;
            foreach (var score in s)
            {
                top = Math.Max(top, score);
            }

            var (sum, first, second) = (0.0, 0.0, 0.0);
            foreach (var score in s)
            {
                var p = Math.Exp((score - top) * inverse);
                sum += p;
                first += p * (score - top);
                second += p * (score - top) * (score - top);
            }

            var mean = first / sum;
            slope += mean - (s[y[row]] - top);
            curvature += (second / sum) - (mean * mean);
        }

        return (slope / y.Length, curvature / y.Length);
    }
}
