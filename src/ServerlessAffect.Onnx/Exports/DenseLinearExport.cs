using ServerlessAffect.Onnx.Graph;

namespace ServerlessAffect.Onnx.Exports;

/// <summary>A linear classifier over dense rows: input <c>features</c> float [rows, features], output <c>probabilities</c> float [rows, classes].</summary>
public static class DenseLinearExport
{
    public const string Input = "features";

    /// <param name="scaling">Applied to the input first; null where the model was fitted on the numbers as they are.</param>
    /// <returns>The bytes of the ONNX file.</returns>
    /// <exception cref="ArgumentException">The scaler and the head differ in their number of features, or the weights do not fit half precision.</exception>
    public static byte[] Export(LinearHead head, ModelMetadata metadata, StandardScaling? scaling = null, WeightPrecision precision = WeightPrecision.Single)
    {
        ArgumentNullException.ThrowIfNull(head);
        if (scaling is not null && scaling.Mean.Length != head.Features)
        {
            throw new ArgumentException($"Expected a scaler of {head.Features} features; got {scaling.Mean.Length}.", nameof(scaling));
        }

        var graph = new GraphBuilder();
        var x = graph.Input(Input, ElementType.Float, "rows", head.Features);
        x = scaling is null ? x : LinearNodes.Standardised(graph, scaling, x, StandardScalerExport.Output);
        var scores = LinearNodes.DenseScores(graph, "", head, precision, x);
        var tempered = LinearNodes.Tempered(graph, "", scores, head.Temperature);
        graph.Output(LinearNodes.Softmax(graph, tempered, SparseInput.Probabilities), ElementType.Float, "rows", head.Classes);
        return graph.Build(metadata);
    }
}
