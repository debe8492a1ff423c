using System.Globalization;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Onnx.Graph;

namespace ServerlessAffect.Onnx.Exports;

/// <summary>A linear classifier over sparse rows: gathers the weights of the active columns and sums them. Inputs and output: <see cref="SparseInput"/>.</summary>
public static class SparseLinearExport
{
    /// <param name="model">Its temperature and link become part of the graph.</param>
    /// <param name="name">The model's name.</param>
    /// <param name="precision">Of the stored weights; see <see cref="HalfPrecisionCheck"/>.</param>
    /// <returns>The bytes of the ONNX file.</returns>
    /// <exception cref="ArgumentException">The weights do not fit the precision.</exception>
    public static byte[] Export(LinearModel model, string name, WeightPrecision precision = WeightPrecision.Single)
    {
        ArgumentNullException.ThrowIfNull(model);
        var graph = new GraphBuilder();
        SparseInput.Declare(graph);
        var scores = LinearNodes.SparseScores(graph, "", model, precision);
        var linked = LinearNodes.Linked(graph, "", LinearNodes.Tempered(graph, "", scores, model.Temperature), model.Link);
        return Finish(graph, model, linked, name);
    }

    /// <summary>Adds the softmax and the file's frame.</summary>
    internal static byte[] Finish(GraphBuilder graph, LinearModel model, string scores, string name)
    {
        graph.Output(LinearNodes.Softmax(graph, scores, SparseInput.Probabilities), ElementType.Float, "rows", model.Classes.Count);
        graph.Property(SparseInput.FeaturesKey, model.Features.ToString(CultureInfo.InvariantCulture));
        return graph.Build(new ModelMetadata(name, model.Classes));
    }
}
