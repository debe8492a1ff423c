using System.Globalization;
using ServerlessAffect.Onnx.Graph;

namespace ServerlessAffect.Onnx.Exports;

/// <summary>A linear classifier over sparse rows: gathers the weights of the active columns and sums them. Inputs and output: <see cref="SparseInput"/>.</summary>
public static class SparseLinearExport
{
    /// <returns>The bytes of the ONNX file.</returns>
    /// <exception cref="ArgumentException">The weights do not fit half precision, or the metadata names another number of classes.</exception>
    public static byte[] Export(LinearHead head, ModelMetadata metadata, WeightPrecision precision = WeightPrecision.Single)
    {
        ArgumentNullException.ThrowIfNull(head);
        var graph = new GraphBuilder();
        SparseInput.Declare(graph);
        var scores = LinearNodes.SparseScores(graph, "", head, precision);
        var tempered = LinearNodes.Tempered(graph, "", scores, head.Temperature);
        return Finish(graph, head, tempered, metadata);
    }

    /// <summary>Adds the softmax and the file's frame.</summary>
    internal static byte[] Finish(GraphBuilder graph, LinearHead head, string scores, ModelMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        if (metadata.Classes.Count != head.Classes)
        {
            throw new ArgumentException($"Expected the names of {head.Classes} classes; got {metadata.Classes.Count}.", nameof(metadata));
        }

        graph.Output(LinearNodes.Softmax(graph, scores, SparseInput.Probabilities), ElementType.Float, "rows", head.Classes);
        graph.Property(SparseInput.FeaturesKey, head.Features.ToString(CultureInfo.InvariantCulture));
        return graph.Build(metadata);
    }
}
