using Microsoft.ML.OnnxRuntime;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Onnx.Exports;

namespace ServerlessAffect.Onnx.Tests;

/// <summary>Runs a written model with ONNX Runtime, the plain way.</summary>
internal static class InvokedModel
{
    public static float[] Dense(byte[] model, string output, float[] x, int rows, int columns)
    {
        using var features = OrtValue.CreateTensorValueFromMemory(x, [rows, columns]);
        return Run(model, output, (DenseLinearExport.Input, features));
    }

    /// <summary>Pads every row to <paramref name="width"/> places.</summary>
    public static float[] Sparse(byte[] model, CsrMatrix x, int width)
    {
        var indices = new long[x.Rows * width];
        var values = new float[x.Rows * width];
        for (var row = 0; row < x.Rows; row++)
        {
            for (var k = 0; k < x.RowIndices(row).Length; k++)
            {
                indices[(row * width) + k] = x.RowIndices(row)[k];
                values[(row * width) + k] = (float)x.RowValues(row)[k];
            }
        }

        using var indexTensor = OrtValue.CreateTensorValueFromMemory(indices, [x.Rows, width]);
        using var valueTensor = OrtValue.CreateTensorValueFromMemory(values, [x.Rows, width]);
        return Run(model, SparseInput.Probabilities, (SparseInput.Indices, indexTensor), (SparseInput.Values, valueTensor));
    }

    private static float[] Run(byte[] model, string output, params (string Name, OrtValue Value)[] inputs)
    {
        using var session = new InferenceSession(model);
        using var options = new RunOptions();
        using var results = session.Run(options, inputs.ToDictionary(i => i.Name, i => i.Value), [output]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
