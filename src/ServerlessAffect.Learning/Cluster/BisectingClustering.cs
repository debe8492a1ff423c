namespace ServerlessAffect.Learning.Cluster;

/// <summary>What <see cref="BisectingKMeans"/> finds. A further row goes down the splits to a leaf, always to the nearer of two centres.</summary>
public sealed class BisectingClustering : IClustering
{
    private readonly BisectingNode _root;
    private readonly int _parallelism;

    internal BisectingClustering(DenseMatrix x, BisectingNode root, int parallelism)
    {
        (_root, _parallelism) = (root, parallelism);
        var leaves = root.Leaves().ToArray();
        var labels = new int[x.Rows];
        Centers = new DenseMatrix(leaves.Length, x.Columns);
        for (var leaf = 0; leaf < leaves.Length; leaf++)
        {
            leaves[leaf].Label = leaf;
            leaves[leaf].Center.Values.CopyTo(Centers.Row(leaf));
            foreach (var row in leaves[leaf].Rows)
            {
                labels[row] = leaf;
            }
        }

        Labels = labels;
        Inertia = CenterDistances.Inertia(x, labels, Centers, new double[x.Rows]);
    }

    public IReadOnlyList<int> Labels { get; }

    public int ClusterCount => Centers.Rows;

    public AssignmentRule Rule => AssignmentRule.Predicted;

    /// <summary>[clusters, columns].</summary>
    public DenseMatrix Centers { get; }

    /// <summary>Sum of the squared distances of the fitted rows from their centres.</summary>
    public double Inertia { get; }

    public int[] Assign(DenseMatrix x, CancellationToken cancellationToken = default)
    {
        ClusteringRows.RequireColumns(x, Centers.Columns);
        var labels = new int[x.Rows];
        Descend(_root, x, [.. Enumerable.Range(0, x.Rows)], labels, cancellationToken);
        return labels;
    }

    private void Descend(BisectingNode node, DenseMatrix x, int[] rows, int[] labels, CancellationToken cancellationToken)
    {
        if (node.Centers is null)
        {
            foreach (var row in rows)
            {
                labels[row] = node.Label;
            }

            return;
        }

        var side = NearestCenters.Of(x.TakeRows(rows), node.Centers, _parallelism, cancellationToken);
        Descend(node.Left!, x, [.. rows.Where((_, i) => side[i] == 0)], labels, cancellationToken);
        Descend(node.Right!, x, [.. rows.Where((_, i) => side[i] == 1)], labels, cancellationToken);
    }
}
