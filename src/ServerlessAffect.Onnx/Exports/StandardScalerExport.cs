using ServerlessAffect.Learning.Preprocessing;
using ServerlessAffect.Onnx.Graph;

namespace ServerlessAffect.Onnx.Exports;

/// <summary><c>(x - mean) / scale</c>: input <c>features</c> float [rows, features], output <c>scaled</c> of the same shape.</summary>
public static class StandardScalerExport
{
    public const string Output = "scaled";

    /// <returns>The bytes of the ONNX file.</returns>
    /// <exception cref="ArgumentException">A mean or a standard deviation is out of single precision's range.</exception>
    public static byte[] Export(StandardScaler scaler, string name)
    {
        ArgumentNullException.ThrowIfNull(scaler);
        var graph = new GraphBuilder();
        var x = graph.Input(DenseLinearExport.Input, ElementType.Float, "rows", scaler.Columns);
        graph.Output(LinearNodes.Standardised(graph, scaler, x, Output), ElementType.Float, "rows", scaler.Columns);
        return graph.Build(new ModelMetadata(name, []));
    }
}
