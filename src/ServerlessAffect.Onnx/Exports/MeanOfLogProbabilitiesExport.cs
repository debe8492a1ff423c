using ServerlessAffect.Learning.Ensembles;
using ServerlessAffect.Onnx.Graph;

namespace ServerlessAffect.Onnx.Exports;

/// <summary>An ensemble over sparse rows that keeps its members apart: <c>softmax(sum(w_m log p_m) / T)</c> with weights that sum to 1. Inputs and output: <see cref="SparseInput"/>.</summary>
/// <remarks>Softmax models fold into one (<see cref="AveragingEnsemble.Fold"/>), which is smaller and faster and gives the same numbers; this graph is for ensembles
/// that do not fold, because a member is one-vs-rest.</remarks>
public static class MeanOfLogProbabilitiesExport
{
    /// <param name="members">At least one; the same classes and features, each with its own temperature and link.</param>
    /// <param name="temperature">Of the mean; above 0.</param>
    /// <param name="name">The model's name.</param>
    /// <param name="precision">Of the stored weights.</param>
    /// <returns>The bytes of the ONNX file.</returns>
    /// <exception cref="ArgumentException">No members, members that do not match, an unusable weight or temperature, or weights that do not fit the precision.</exception>
    public static byte[] Export(IReadOnlyList<EnsembleMember> members, double temperature, string name, WeightPrecision precision = WeightPrecision.Single)
    {
        Require(members, temperature);
        var graph = new GraphBuilder();
        SparseInput.Declare(graph);
        var total = members.Sum(m => m.Weight);
        var weighted = new string[members.Count];
        for (var m = 0; m < members.Count; m++)
        {
            var (model, weight) = members[m];
            var prefix = $"member{m}_";
            var scores = LinearNodes.Tempered(graph, prefix, LinearNodes.SparseScores(graph, prefix, model, precision), model.Temperature);
            var log = LinearNodes.LogSoftmax(graph, LinearNodes.Linked(graph, prefix, scores, model.Link), prefix + "log");
            weighted[m] = graph.Node(prefix + "weighted", "Mul", [log, graph.Constant(prefix + "share", [(float)(weight / total)])]);
        }

        var mean = graph.Node("mean_log", "Sum", weighted);
        return SparseLinearExport.Finish(graph, members[0].Model, LinearNodes.Tempered(graph, "", mean, temperature), name);
    }

    private static void Require(IReadOnlyList<EnsembleMember> members, double temperature)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (members.Count == 0 || !(temperature > 0 && double.IsFinite(temperature)))
        {
            throw new ArgumentException($"Expected at least one member and a temperature above 0; got {members.Count} and {temperature}.");
        }

        var first = members[0].Model;
        foreach (var (model, weight) in members)
        {
            if (model.Features != first.Features || !model.Classes.SequenceEqual(first.Classes, StringComparer.Ordinal) || !(weight > 0 && double.IsFinite(weight)))
            {
                throw new ArgumentException(
                    $"Expected members of {first.Features} features and the same {first.Classes.Count} classes with weights above 0; got {model.Features}, {model.Classes.Count} and {weight}.", nameof(members));
            }
        }
    }
}
