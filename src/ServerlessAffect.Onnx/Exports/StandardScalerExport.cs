using ServerlessAffect.Onnx.Graph;

namespace ServerlessAffect.Onnx.Exports;

/// <summary><c>(x - mean) / scale</c>: input <c>features</c> float [rows, features], output <c>scaled</c> of the same shape.</summary>
public static class StandardScalerExport
{
    public const string Output = "scaled";

    /// <returns>The bytes of the ONNX file.</returns>
    public static byte[] Export(StandardScaling scaling, string name)
    {
        ArgumentNullException.ThrowIfNull(scaling);
        var graph = new GraphBuilder();
        var x = graph.Input(DenseLinearExport.Input, ElementType.Float, "rows", scaling.Mean.Length);
        graph.Output(LinearNodes.Standardised(graph, scaling, x, Output), ElementType.Float, "rows", scaling.Mean.Length);
        return graph.Build(new ModelMetadata(name, []));
    }
}
