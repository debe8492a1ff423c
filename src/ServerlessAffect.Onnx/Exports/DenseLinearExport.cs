using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Onnx.Graph;

namespace ServerlessAffect.Onnx.Exports;

/// <summary>A linear classifier over dense rows: input <c>features</c> float [rows, features], output <c>probabilities</c> float [rows, classes].</summary>
public static class DenseLinearExport
{
    public const string Input = "features";

    /// <param name="model">Its temperature and link become part of the graph.</param>
    /// <param name="name">The model's name.</param>
    /// <param name="scaling">Applied to the input first; null where the model was fitted on the numbers as they are.</param>
    /// <param name="precision">Of the stored weights.</param>
    /// <returns>The bytes of the ONNX file.</returns>
    /// <exception cref="ArgumentException">The scaler and the model differ in their number of features, or the weights do not fit the precision.</exception>
    public static byte[] Export(LinearModel model, string name, StandardScaling? scaling = null, WeightPrecision precision = WeightPrecision.Single)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (scaling is not null && scaling.Mean.Length != model.Features)
        {
            throw new ArgumentException($"Expected a scaler of {model.Features} features; got {scaling.Mean.Length}.", nameof(scaling));
        }

        var graph = new GraphBuilder();
        var x = graph.Input(Input, ElementType.Float, "rows", model.Features);
        x = scaling is null ? x : LinearNodes.Standardised(graph, scaling, x, StandardScalerExport.Output);
        var scores = LinearNodes.DenseScores(graph, "", model, precision, x);
        var linked = LinearNodes.Linked(graph, "", LinearNodes.Tempered(graph, "", scores, model.Temperature), model.Link);
        graph.Output(LinearNodes.Softmax(graph, linked, SparseInput.Probabilities), ElementType.Float, "rows", model.Classes.Count);
        return graph.Build(new ModelMetadata(name, model.Classes));
    }
}
