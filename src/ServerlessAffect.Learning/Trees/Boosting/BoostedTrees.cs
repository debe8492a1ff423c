using System.Globalization;
using System.Text.Json;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Learning.Trees.Boosting;

/// <summary>What XGBoost's own JSON says, as far as a margin depends on it.</summary>
/// <param name="Objective">For example <c>multi:softprob</c>.</param>
/// <param name="Features">Columns of a row.</param>
/// <param name="Outputs">Margins of a row.</param>
/// <param name="BaseScore">Before the objective's link is undone.</param>
/// <param name="TreesPerRound">Of every output.</param>
/// <param name="Trees">In the order of the rounds.</param>
internal sealed record BoostedTrees(string Objective, int Features, int Outputs, double BaseScore, int TreesPerRound, IReadOnlyList<BoostedTree> Trees)
{
    public int Rounds => Trees.Count / Math.Max(1, Outputs * TreesPerRound);

    /// <exception cref="AffectException"><see cref="ErrorCodes.DamagedModel"/>.</exception>
    public static BoostedTrees Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var learner = document.RootElement.GetProperty("learner");
            var model = learner.GetProperty("gradient_booster").GetProperty("model");
            var sizes = learner.GetProperty("learner_model_param");
            var outputs = model.GetProperty("tree_info").EnumerateArray().Select(output => output.GetInt32());
            var trees = model.GetProperty("trees").EnumerateArray().Zip(outputs, ReadTree).ToArray();
            return new BoostedTrees(
                learner.GetProperty("objective").GetProperty("name").GetString()!,
                Integer(sizes, "num_feature"),
                Math.Max(1, Integer(sizes, "num_class")),
                double.Parse(sizes.GetProperty("base_score").GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture),
                Integer(model.GetProperty("gbtree_model_param"), "num_parallel_tree"),
                trees);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new AffectException(ErrorCodes.DamagedModel, "The boosted trees are not a model of trees that XGBoost saved as JSON; save it again with XGBoost 1.6 or newer.", exception);
        }
    }

    private static BoostedTree ReadTree(JsonElement tree, int output)
    {
        var left = Values(tree, "left_children", e => e.GetInt32());
        var features = Values(tree, "split_indices", e => e.GetInt32());
        if (Array.Exists(Values(tree, "split_type", e => e.GetInt32()), kind => kind != 0))
        {
            throw new FormatException("A split is by category.");
        }

        return new BoostedTree(
            output,
            [.. features.Zip(left, (feature, below) => below < 0 ? -1 : feature)],
            Values(tree, "split_conditions", e => e.GetSingle()),
            left,
            Values(tree, "right_children", e => e.GetInt32()),
            Values(tree, "default_left", e => e.ValueKind == JsonValueKind.True || (e.ValueKind == JsonValueKind.Number && e.GetInt32() != 0)));
    }

    private static T[] Values<T>(JsonElement tree, string name, Func<JsonElement, T> read) => [.. tree.GetProperty(name).EnumerateArray().Select(read)];

    private static int Integer(JsonElement of, string name) => int.Parse(of.GetProperty(name).GetString()!, NumberStyles.None, CultureInfo.InvariantCulture);
}
