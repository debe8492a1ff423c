using System.Numerics.Tensors;
using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Onnx.Exports;

/// <summary>Measures what half-precision weights change, before anybody relies on them.</summary>
public static class HalfPrecisionCheck
{
    /// <summary>Scores <paramref name="rows"/> with the weights as they are and with the weights rounded to half precision.</summary>
    /// <exception cref="ArgumentException">The rows have another number of columns than the head has features, or a weight exceeds 65504.</exception>
    public static HalfPrecisionEffect Measure(LinearHead head, CsrMatrix rows)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Columns != head.Features)
        {
            throw new ArgumentException($"Expected rows of {head.Features} columns; got {rows.Columns}.", nameof(rows));
        }

        RequireRange(head);
        var exact = new double[head.Classes];
        var rounded = new double[head.Classes];
        var (changed, largest) = (0, 0.0);
        for (var row = 0; row < rows.Rows; row++)
        {
            Score(head, rows.RowIndices(row), rows.RowValues(row), exact, rounded);
            changed += TensorPrimitives.IndexOfMax<double>(exact) == TensorPrimitives.IndexOfMax<double>(rounded) ? 0 : 1;
            for (var c = 0; c < exact.Length; c++)
            {
                largest = Math.Max(largest, Math.Abs(exact[c] - rounded[c]));
            }
        }

        return new HalfPrecisionEffect(rows.Rows, changed, largest);
    }

    internal static void RequireRange(LinearHead head)
    {
        var largest = TensorPrimitives.MaxMagnitude<double>(head.Coefficients);
        if (!Half.IsFinite((Half)largest))
        {
            throw new ArgumentException($"Half precision ends at 65504; a weight is {largest}. Store this model in single precision.", nameof(head));
        }
    }

    private static void Score(LinearHead head, ReadOnlySpan<int> indices, ReadOnlySpan<double> values, double[] exact, double[] rounded)
    {
        for (var c = 0; c < head.Classes; c++)
        {
            var weights = head.Coefficients.AsSpan(c * head.Features, head.Features);
            var (sum, roundedSum) = (head.Intercept[c], head.Intercept[c]);
            for (var k = 0; k < indices.Length; k++)
            {
                var weight = weights[indices[k]];
                sum += weight * values[k];
                roundedSum += (double)(Half)weight * values[k];
            }

            (exact[c], rounded[c]) = (sum / head.Temperature, roundedSum / head.Temperature);
        }

        SoftMax(exact);
        SoftMax(rounded);
    }

    /// <summary>With the largest score taken off first, which <see cref="TensorPrimitives"/> leaves to its caller.</summary>
    private static void SoftMax(Span<double> scores)
    {
        TensorPrimitives.Subtract(scores, TensorPrimitives.Max<double>(scores), scores);
        TensorPrimitives.SoftMax<double>(scores, scores);
    }
}
