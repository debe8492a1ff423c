using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.Preprocessing;
using ServerlessAffect.Onnx.Graph;

namespace ServerlessAffect.Onnx.Exports;

/// <summary>A linear classifier over dense rows: input <c>features</c> float [rows, features], output <c>probabilities</c> float [rows, classes].</summary>
public static class DenseLinearExport
{
    public const string Input = "features";

    /// <param name="model">Its temperature and link become part of the graph.</param>
    /// <param name="name">The model's name.</param>
    /// <param name="scaler">Applied to the input first; null where the model was fitted on the numbers as they are.</param>
    /// <param name="precision">Of the stored weights.</param>
    /// <returns>The bytes of the ONNX file.</returns>
    /// <exception cref="ArgumentException">The scaler and the model differ in their number of features, or the weights do not fit the precision.</exception>
    public static byte[] Export(LinearModel model, string name, StandardScaler? scaler = null, WeightPrecision precision = WeightPrecision.Single)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (scaler is not null && scaler.Columns != model.Features)
        {
            throw new ArgumentException($"Expected a scaler of {model.Features} features; got {scaler.Columns}.", nameof(scaler));
        }

        var graph = new GraphBuilder();
        var x = graph.Input(Input, ElementType.Float, "rows", model.Features);
        x = scaler is null ? x : LinearNodes.Standardised(graph, scaler, x, StandardScalerExport.Output);
        var scores = LinearNodes.DenseScores(graph, "", model, precision, x);
        var linked = LinearNodes.Linked(graph, "", LinearNodes.Tempered(graph, "", scores, model.Temperature), model.Link);
        graph.Output(LinearNodes.Softmax(graph, linked, SparseInput.Probabilities), ElementType.Float, "rows", model.Classes.Count);
        return graph.Build(new ModelMetadata(name, model.Classes));
    }
}
