using ServerlessAffect.Onnx.Graph;

namespace ServerlessAffect.Onnx.Exports;

/// <summary>An ensemble over sparse rows that keeps its heads apart: <c>softmax(mean(log p_k) / T)</c>. Inputs and output: <see cref="SparseInput"/>.</summary>
/// <remarks>Heads that are linear up to their softmax fold into one (<see cref="LinearHead.Fold"/>), which is smaller and faster and gives the same numbers; this graph is
/// for ensembles whose heads must stay visible, and it is what the fold is tested against.</remarks>
public static class MeanOfLogProbabilitiesExport
{
    /// <param name="heads">At least one, of one size; each with its own temperature.</param>
    /// <param name="temperature">Of the mean.</param>
    /// <returns>The bytes of the ONNX file.</returns>
    /// <exception cref="ArgumentException">No heads, heads of different sizes, an unusable temperature, or weights that do not fit half precision.</exception>
    public static byte[] Export(IReadOnlyList<LinearHead> heads, double temperature, ModelMetadata metadata, WeightPrecision precision = WeightPrecision.Single)
    {
        LinearHead.RequireSameSize(heads);
        if (!double.IsFinite(temperature) || temperature <= 0)
        {
            throw new ArgumentException($"Expected a temperature above 0; got {temperature}.", nameof(temperature));
        }

        var graph = new GraphBuilder();
        SparseInput.Declare(graph);
        var logs = new string[heads.Count];
        for (var k = 0; k < heads.Count; k++)
        {
            var prefix = $"head{k}_";
            var scores = LinearNodes.SparseScores(graph, prefix, heads[k], precision);
            logs[k] = LinearNodes.LogSoftmax(graph, LinearNodes.Tempered(graph, prefix, scores, heads[k].Temperature), prefix + "log");
        }

        var mean = graph.Node("mean_log", "Mean", logs);
        return SparseLinearExport.Finish(graph, heads[0], LinearNodes.Tempered(graph, "", mean, temperature), metadata);
    }
}
