namespace ServerlessAffect.Learning.Cluster;

/// <summary>What <see cref="AffinityPropagation"/> finds. A further row belongs to the nearest exemplar.</summary>
public sealed class AffinityClustering : IClustering
{
    private readonly int _parallelism;

    internal AffinityClustering(int[] exemplars, int[] labels, DenseMatrix centers, double netSimilarity, int iterations, bool converged, int parallelism)
    {
        (Exemplars, Labels, Centers, NetSimilarity) = (exemplars, labels, centers, netSimilarity);
        (Iterations, Converged, _parallelism) = (iterations, converged, parallelism);
    }

    /// <summary>[rows]; all <see cref="IClustering.Noise"/> where no exemplar was found.</summary>
    public IReadOnlyList<int> Labels { get; }

    public int ClusterCount => Exemplars.Count;

    public AssignmentRule Rule => AssignmentRule.Predicted;

    /// <summary>[clusters]: the fitted row that stands for each, ascending.</summary>
    public IReadOnlyList<int> Exemplars { get; }

    /// <summary>[clusters, columns]: those rows.</summary>
    public DenseMatrix Centers { get; }

    /// <summary>Similarities of the rows to their exemplars and the exemplars' preferences, summed: what is maximised. NaN without exemplars.</summary>
    public double NetSimilarity { get; }

    public int Iterations { get; }

    /// <summary>False where the iterations ran out first: raise the damping, or allow more.</summary>
    public bool Converged { get; }

    public int[] Assign(DenseMatrix x, CancellationToken cancellationToken = default)
    {
        ClusteringRows.RequireColumns(x, Centers.Columns);
        if (ClusterCount > 0)
        {
            return NearestCenters.Of(x, Centers, _parallelism, cancellationToken);
        }

        var noise = new int[x.Rows];
        noise.AsSpan().Fill(IClustering.Noise);
        return noise;
    }
}
