using ServerlessAffect.Core.Features;
using ServerlessAffect.Onnx.Exports;

namespace ServerlessAffect.Inference.Tests;

/// <summary>The same sums in plain loops and double precision.</summary>
internal static class LinearOracle
{
    public static double[] Probabilities(LinearHead head, ReadOnlySpan<int> indices, ReadOnlySpan<double> values)
    {
        var scores = new double[head.Classes];
        for (var c = 0; c < scores.Length; c++)
        {
            var sum = head.Intercept[c];
            for (var k = 0; k < indices.Length; k++)
            {
                sum += head.Coefficients[(c * head.Features) + indices[k]] * values[k];
            }

            scores[c] = sum / head.Temperature;
        }

        var exponentials = Array.ConvertAll(scores, s => Math.Exp(s - scores.Max()));
        return Array.ConvertAll(exponentials, e => e / exponentials.Sum());
    }

    public static double LargestDifference(LinearHead head, CsrMatrix features, ProbabilityMatrix actual)
    {
        var largest = 0.0;
        for (var row = 0; row < features.Rows; row++)
        {
            var expected = Probabilities(head, features.RowIndices(row), features.RowValues(row));
            for (var c = 0; c < expected.Length; c++)
            {
                largest = Math.Max(largest, Math.Abs(expected[c] - actual.Row(row)[c]));
            }
        }

        return largest;
    }
}
