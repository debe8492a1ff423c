using ServerlessAffect.Core.Numerics;

namespace ServerlessAffect.Learning.Cluster;

/// <summary>A node of the tree: some groups, and their means side by side.</summary>
internal sealed class FeatureNode(int columns, int branchingFactor, bool leaf)
{
    private readonly DenseMatrix _centers = new(branchingFactor + 1, columns);
    private readonly double[] _squaredNorms = new double[branchingFactor + 1];
    private readonly List<ClusterFeature> _features = new(branchingFactor + 1);

    internal bool IsLeaf => leaf;

    internal int Count => _features.Count;

    internal IReadOnlyList<ClusterFeature> Features => _features;

    internal bool IsOverfull => Count > branchingFactor;

    /// <summary>The leaf after this one.</summary>
    internal FeatureNode? Next { get; set; }

    /// <summary>The leaf before this one.</summary>
    internal FeatureNode? Previous { get; set; }

    internal ReadOnlySpan<double> Center(int place) => _centers.Row(place);

    internal void Append(ClusterFeature feature)
    {
        _features.Add(feature);
        Refresh(Count - 1);
    }

    internal void Replace(int place, ClusterFeature feature)
    {
        _features[place] = feature;
        Refresh(place);
    }

    /// <summary>After the feature at a place has changed.</summary>
    internal void Refresh(int place)
    {
        _features[place].Mean(_centers.Row(place));
        _squaredNorms[place] = FixedOrder.SumOfSquares(_centers.Row(place));
    }

    /// <summary>The group whose mean is nearest.</summary>
    internal int Nearest(ReadOnlySpan<double> row)
    {
        var (best, at) = (double.PositiveInfinity, 0);
        for (var i = 0; i < Count; i++)
        {
            var distance = _squaredNorms[i] - (2 * FixedOrder.Dot(_centers.Row(i), row));
            if (distance < best)
            {
                (best, at) = (distance, i);
            }
        }

        return at;
    }

    /// <summary>The two groups that are farthest from each other become nodes, and every other group joins the nearer.</summary>
    internal (ClusterFeature First, ClusterFeature Second) Split()
    {
        var (one, other) = (new FeatureNode(columns, branchingFactor, leaf), new FeatureNode(columns, branchingFactor, leaf));
        var (first, second) = (new ClusterFeature(columns) { Child = one }, new ClusterFeature(columns) { Child = other });
        if (leaf)
        {
            (one.Previous, one.Next, other.Previous, other.Next) = (Previous, other, one, Next);
            if (Previous is not null)
            {
                Previous.Next = one;
            }

            if (Next is not null)
            {
                Next.Previous = other;
            }
        }

        var (a, b) = FarthestPair();
        for (var i = 0; i < Count; i++)
        {
            // The first of the pair stays with itself even where all are in one place.
            var nearer = i == a || CenterDistances.Squared(Center(i), Center(a)) < CenterDistances.Squared(Center(i), Center(b));
            (nearer ? one : other).Append(_features[i]);
            (nearer ? first : second).Add(_features[i]);
        }

        return (first, second);
    }

    private (int First, int Second) FarthestPair()
    {
        var (farthest, pair) = (0.0, (0, 0));
        for (var i = 0; i < Count; i++)
        {
            for (var j = i + 1; j < Count; j++)
            {
                var distance = CenterDistances.Squared(Center(i), Center(j));
                if (distance > farthest)
                {
                    (farthest, pair) = (distance, (i, j));
                }
            }
        }

        return pair;
    }
}
