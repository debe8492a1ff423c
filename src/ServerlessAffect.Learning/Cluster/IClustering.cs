namespace ServerlessAffect.Learning.Cluster;

/// <summary>Rows in clusters, and how further rows join them. Immutable and safe for threads.</summary>
public interface IClustering
{
    /// <summary>Label of a row that is in no cluster.</summary>
    const int Noise = -1;

    /// <summary>[rows] of the fitted table: a cluster's number, from 0, or <see cref="Noise"/>.</summary>
    IReadOnlyList<int> Labels { get; }

    /// <summary>How many clusters there are; noise is none.</summary>
    int ClusterCount { get; }

    /// <summary>Where a further row's cluster comes from.</summary>
    AssignmentRule Rule { get; }

    /// <summary>The clusters of further rows, [rows]; nothing is fitted again.</summary>
    /// <exception cref="ArgumentException">The rows have another number of columns.</exception>
    int[] Assign(DenseMatrix x, CancellationToken cancellationToken = default);
}
