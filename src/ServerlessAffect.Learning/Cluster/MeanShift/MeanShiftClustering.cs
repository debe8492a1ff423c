namespace ServerlessAffect.Learning.Cluster;

/// <summary>What <see cref="MeanShift"/> finds. A further row belongs to the nearest mode, however far.</summary>
public sealed class MeanShiftClustering : IClustering
{
    private readonly int _parallelism;

    internal MeanShiftClustering(DenseMatrix x, DenseMatrix centers, double bandwidth, bool clusterAll, int iterations, int parallelism, CancellationToken cancellationToken)
    {
        (Centers, Bandwidth, Iterations, _parallelism) = (centers, bandwidth, iterations, parallelism);
        var labels = NearestCenters.Of(x, centers, parallelism, cancellationToken);
        for (var i = 0; !clusterAll && i < labels.Length; i++)
        {
            if (CenterDistances.Squared(x.Row(i), centers.Row(labels[i])) > bandwidth * bandwidth)
            {
                labels[i] = IClustering.Noise;
            }
        }

        Labels = labels;
    }

    public IReadOnlyList<int> Labels { get; }

    public int ClusterCount => Centers.Rows;

    public AssignmentRule Rule => AssignmentRule.Predicted;

    /// <summary>[clusters, columns]: the modes, the one with the most rows around it first.</summary>
    public DenseMatrix Centers { get; }

    /// <summary>The one given, or estimated.</summary>
    public double Bandwidth { get; }

    /// <summary>Moves of the seed that took longest to rest.</summary>
    public int Iterations { get; }

    public int[] Assign(DenseMatrix x, CancellationToken cancellationToken = default)
    {
        ClusteringRows.RequireColumns(x, Centers.Columns);
        return NearestCenters.Of(x, Centers, _parallelism, cancellationToken);
    }
}
