namespace ServerlessAffect.Learning.Cluster;

/// <summary>What <see cref="Birch"/> finds. A further row belongs where the nearest sub-cluster does.</summary>
public sealed class BirchClustering : IClustering
{
    private readonly int[] _clusters;
    private readonly int _parallelism;

    internal BirchClustering(DenseMatrix x, DenseMatrix centers, int[] clusters, int parallelism, CancellationToken cancellationToken)
    {
        (SubclusterCenters, _clusters, _parallelism) = (centers, clusters, parallelism);
        ClusterCount = clusters.Max() + 1;
        Labels = Assign(x, cancellationToken);
    }

    public IReadOnlyList<int> Labels { get; }

    public int ClusterCount { get; }

    public AssignmentRule Rule => AssignmentRule.Predicted;

    /// <summary>[sub-clusters, columns]: the means of the groups in the leaves, in the order of the leaves.</summary>
    public DenseMatrix SubclusterCenters { get; }

    /// <summary>[sub-clusters]: the cluster of each.</summary>
    public IReadOnlyList<int> SubclusterLabels => _clusters;

    public int[] Assign(DenseMatrix x, CancellationToken cancellationToken = default)
    {
        ClusteringRows.RequireColumns(x, SubclusterCenters.Columns);
        return Array.ConvertAll(NearestCenters.Of(x, SubclusterCenters, _parallelism, cancellationToken), group => _clusters[group]);
    }
}
