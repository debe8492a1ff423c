using ServerlessAffect.Core.Features;
using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Inference.Tests;

/// <summary>The same sums in plain loops and double precision.</summary>
internal static class LinearOracle
{
    public static double[] Probabilities(LinearModel model, ReadOnlySpan<int> indices, ReadOnlySpan<double> values)
    {
        var scores = new double[model.Classes.Count];
        for (var c = 0; c < scores.Length; c++)
        {
            var sum = model.Intercept[c];
            for (var k = 0; k < indices.Length; k++)
            {
                sum += model.Coefficient(indices[k], c) * values[k];
            }

            scores[c] = sum / model.Temperature;
        }

        var exponentials = Array.ConvertAll(scores, s => Math.Exp(s - scores.Max()));
        return Array.ConvertAll(exponentials, e => e / exponentials.Sum());
    }

    public static double LargestDifference(LinearModel model, CsrMatrix features, ProbabilityMatrix actual)
    {
        var largest = 0.0;
        for (var row = 0; row < features.Rows; row++)
        {
            var expected = Probabilities(model, features.RowIndices(row), features.RowValues(row));
            for (var c = 0; c < expected.Length; c++)
            {
                largest = Math.Max(largest, Math.Abs(expected[c] - actual.Row(row)[c]));
            }
        }

        return largest;
    }
}
