using ServerlessAffect.Learning.Trees.Boosting;
using ServerlessAffect.Onnx.Graph;

namespace ServerlessAffect.Onnx.Exports;

/// <summary>Boosted trees as one <c>TreeEnsembleClassifier</c>, whose scores are their margins less what these start from.</summary>
/// <remarks>The operator's own <c>base_values</c> are not used: of two classes ONNX Runtime adds the second's to the score of the first.</remarks>
internal static class TreeNodes
{
    /// <param name="x">[rows, features] in single precision; NaN is a missing value.</param>
    /// <returns>[rows, classes] in single precision, sums of leaf values: of two classes minus and plus half of the one sum there is.</returns>
    public static string Sums(GraphBuilder graph, string prefix, XgbModel model, string x)
    {
        var (nodes, leaves) = (new NodeColumns(), new LeafColumns());
        for (var t = 0; t < model.Trees.Count; t++)
        {
            var tree = model.Trees[t];
            foreach (var n in tree.Reached())
            {
                nodes.Add(t, n, tree);
                if (tree.Feature[n] < 0)
                {
                    Add(leaves, t, n, tree, model.Outputs);
                }
            }
        }

        graph.TreeNode(
            prefix + "trees",
            "TreeEnsembleClassifier",
            [x],
            [prefix + "tree_label", prefix + "leaf_sums"],
            [
                .. nodes.Attributes(),
                .. leaves.Attributes(),
                NodeAttribute.Ints("classlabels_int64s", [.. model.Classes.Select((_, c) => (long)c)]),
                NodeAttribute.Text("post_transform", "NONE"),
            ]);
        return prefix + "leaf_sums";
    }

    private static void Add(LeafColumns leaves, int tree, int node, BoostedTree of, int outputs)
    {
        if (outputs > 1)
        {
            leaves.Add(tree, node, of.Output, of.Value[node]);
            return;
        }

        // Both classes have weights: with those of one alone the operator would guess at the other's.
        leaves.Add(tree, node, 0, -of.Value[node] / 2);
        leaves.Add(tree, node, 1, of.Value[node] / 2);
    }

    /// <summary>What the operator wants to know of all nodes, one list a question.</summary>
    private sealed class NodeColumns
    {
        private readonly List<long> _trees = [], _ids = [], _features = [], _left = [], _right = [], _missingLeft = [];
        private readonly List<float> _values = [];
        private readonly List<string> _modes = [];

        public void Add(int tree, int node, BoostedTree of)
        {
            var leaf = of.Feature[node] < 0;
            _trees.Add(tree);
            _ids.Add(node);
            _features.Add(leaf ? 0 : of.Feature[node]);
            _values.Add(leaf ? 0 : of.Value[node]);
            _modes.Add(leaf ? "LEAF" : "BRANCH_LT");
            _left.Add(leaf ? 0 : of.Left[node]);
            _right.Add(leaf ? 0 : of.Right[node]);
            _missingLeft.Add(!leaf && of.MissingLeft[node] ? 1 : 0);
        }

        public IEnumerable<NodeAttribute> Attributes() =>
        [
            NodeAttribute.Ints("nodes_treeids", [.. _trees]),
            NodeAttribute.Ints("nodes_nodeids", [.. _ids]),
            NodeAttribute.Ints("nodes_featureids", [.. _features]),
            NodeAttribute.Floats("nodes_values", [.. _values]),
            NodeAttribute.Texts("nodes_modes", [.. _modes]),
            NodeAttribute.Ints("nodes_truenodeids", [.. _left]),
            NodeAttribute.Ints("nodes_falsenodeids", [.. _right]),
            NodeAttribute.Ints("nodes_missing_value_tracks_true", [.. _missingLeft]),
        ];
    }

    /// <summary>What each leaf adds, and to which class.</summary>
    private sealed class LeafColumns
    {
        private readonly List<long> _trees = [], _nodes = [], _classes = [];
        private readonly List<float> _weights = [];

        public void Add(int tree, int node, int toClass, float weight)
        {
            _trees.Add(tree);
            _nodes.Add(node);
            _classes.Add(toClass);
            _weights.Add(weight);
        }

        public IEnumerable<NodeAttribute> Attributes() =>
        [
            NodeAttribute.Ints("class_treeids", [.. _trees]),
            NodeAttribute.Ints("class_nodeids", [.. _nodes]),
            NodeAttribute.Ints("class_ids", [.. _classes]),
            NodeAttribute.Floats("class_weights", [.. _weights]),
        ];
    }
}
