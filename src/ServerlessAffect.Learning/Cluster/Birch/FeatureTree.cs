using ServerlessAffect.Core.Numerics;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>The tree of groups, balanced as a B-tree is: a row goes down to the nearest group; a node that holds too many is split.</summary>
internal sealed class FeatureTree(int columns, double threshold, int branchingFactor)
{
    private readonly double _squaredThreshold = threshold * threshold;
    private readonly double[] _scratch = new double[columns];
    private FeatureNode _root = new(columns, branchingFactor, leaf: true);

    internal void Insert(ReadOnlySpan<double> row)
    {
        if (!Insert(_root, row, FixedOrder.SumOfSquares(row)))
        {
            return;
        }

        var (first, second) = _root.Split();
        _root = new FeatureNode(columns, branchingFactor, leaf: false);
        _root.Append(first);
        _root.Append(second);
    }

    /// <summary>The groups in the leaves, leaf after leaf.</summary>
    internal IEnumerable<ClusterFeature> Leaves()
    {
        var first = _root;
        while (!first.IsLeaf)
        {
            first = first.Features[0].Child!;
        }

        while (first.Previous is { } previous)
        {
            first = previous;
        }

        for (var leaf = first; leaf is not null; leaf = leaf.Next)
        {
            foreach (var feature in leaf.Features)
            {
                yield return feature;
            }
        }
    }

    /// <summary>[groups, columns]: the means of <see cref="Leaves"/>.</summary>
    internal DenseMatrix Centers()
    {
        var features = Leaves().ToArray();
        var centers = new DenseMatrix(features.Length, columns);
        for (var i = 0; i < features.Length; i++)
        {
            features[i].Mean(centers.Row(i));
        }

        return centers;
    }

    /// <returns>Whether the node holds too many now.</returns>
    private bool Insert(FeatureNode node, ReadOnlySpan<double> row, double squares)
    {
        if (node.Count == 0)
        {
            node.Append(ClusterFeature.Of(row));
            return false;
        }

        var place = node.Nearest(row);
        var nearest = node.Features[place];
        if (nearest.Child is null)
        {
            if (nearest.TryAdd(row, squares, _squaredThreshold, _scratch))
            {
                node.Refresh(place);
                return false;
            }

            node.Append(ClusterFeature.Of(row));
            return node.IsOverfull;
        }

        if (Insert(nearest.Child, row, squares))
        {
            var (first, second) = nearest.Child.Split();
            node.Replace(place, first);
            node.Append(second);
            return node.IsOverfull;
        }

        nearest.Add(row, squares);
        node.Refresh(place);
        return false;
    }
}
