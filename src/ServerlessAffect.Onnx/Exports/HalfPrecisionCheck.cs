using ServerlessAffect.Core.Features;
using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Onnx.Exports;

/// <summary>Measures what half-precision weights change, before anybody relies on them.</summary>
public static class HalfPrecisionCheck
{
    /// <summary>Scores <paramref name="rows"/> with the weights as they are and with the weights rounded to half precision.</summary>
    /// <exception cref="ArgumentException">The rows have another number of columns than the model has features.</exception>
    public static HalfPrecisionEffect Measure(LinearModel model, CsrMatrix rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        var x = FeatureMatrix.From(rows);
        var rounded = new LinearModel(
            model.Classes, model.Features, Array.ConvertAll(model.Coefficients, static w => (double)(Half)w), model.Intercept, model.Temperature, model.Link);
        var expected = model.PredictProba(x, cancellationToken);
        var actual = rounded.PredictProba(x, cancellationToken);
        var labels = ClassScores.ArgMax(expected, model.Classes.Count);
        var roundedLabels = ClassScores.ArgMax(actual, model.Classes.Count);
        var (changed, largest) = (0, 0.0);
        for (var row = 0; row < labels.Length; row++)
        {
            changed += labels[row] == roundedLabels[row] ? 0 : 1;
        }

        for (var i = 0; i < expected.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(expected[i] - actual[i]));
        }

        return new HalfPrecisionEffect(rows.Rows, changed, largest);
    }
}
