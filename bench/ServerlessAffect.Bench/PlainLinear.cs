using System.Numerics.Tensors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Bench;

/// <summary>What inference is measured against: gather, multiply, add, softmax, in single precision with vector instructions.</summary>
internal sealed class PlainLinear(LinearModel model)
{
    private readonly float[] _weights = Array.ConvertAll(model.Coefficients, w => (float)w);
    private readonly float[] _intercept = Array.ConvertAll(model.Intercept, b => (float)b);
    private readonly float _temperature = (float)model.Temperature;

    public void PredictProba(CsrMatrix rows, Span<float> probabilities)
    {
        for (var row = 0; row < rows.Rows; row++)
        {
            PredictProba(rows.RowIndices(row), rows.RowValues(row), probabilities.Slice(row * _intercept.Length, _intercept.Length));
        }
    }

    public void PredictProba(ReadOnlySpan<int> indices, ReadOnlySpan<double> values, Span<float> probabilities)
    {
        _intercept.CopyTo(probabilities);
        for (var k = 0; k < indices.Length; k++)
        {
            TensorPrimitives.MultiplyAdd(_weights.AsSpan(indices[k] * probabilities.Length, probabilities.Length), (float)values[k], probabilities, probabilities);
        }

        TensorPrimitives.Subtract(probabilities, TensorPrimitives.Max<float>(probabilities), probabilities);
        TensorPrimitives.Divide(probabilities, _temperature, probabilities);
        TensorPrimitives.SoftMax<float>(probabilities, probabilities);
    }
}
