using ServerlessAffect.Learning.Cluster;

namespace ServerlessAffect.Bench.Clusters;

/// <summary>The methods that look at pairs of rows, on 2,000 of them; the number is how many clusters there are, for spectral clustering how many rows the largest has.</summary>
internal static class GraphLines
{
    private const int Rows = 2000;

    public static readonly IReadOnlyList<PeerLine> All =
    [
        new("affinity propagation, damping 0.7", 1, "len(cluster.AffinityPropagation(damping=0.7, random_state=0).fit(X).cluster_centers_indices_)",
            x => () => new AffinityPropagation { Damping = 0.7, Parallelism = 1 }.Fit(x).ClusterCount) { Rows = Rows },
        new("mean shift, every row a seed, bandwidth 9", 1, "len(cluster.MeanShift(bandwidth=9).fit(X).cluster_centers_)",
            x => () => new MeanShift { Bandwidth = 9, Parallelism = 1 }.Fit(x).ClusterCount) { Rows = Rows },
        new("bandwidth of mean shift, estimated", 1, "cluster.estimate_bandwidth(X)",
            x => () => MeanShift.EstimateBandwidth(x)) { Rows = Rows },
        new("spectral clustering, rbf, 12 clusters", 1, "np.bincount(cluster.SpectralClustering(12, gamma=1/43, random_state=0).fit(X).labels_).max()",
            x => () => Largest(new SpectralClustering { Clusters = 12, Parallelism = 1 }.Fit(x))) { Rows = Rows },
        new("spectral clustering, 10 neighbours, 12 clusters", 1, "np.bincount(cluster.SpectralClustering(12, affinity='nearest_neighbors', random_state=0).fit(X).labels_).max()",
            x => () => Largest(new SpectralClustering { Clusters = 12, Affinity = SpectralAffinity.NearestNeighbors, Parallelism = 1 }.Fit(x))) { Rows = Rows },
        new("spectral clustering, 10 neighbours, 12 clusters by QR", 1, "np.bincount(cluster.SpectralClustering(12, affinity='nearest_neighbors', assign_labels='cluster_qr', random_state=0).fit(X).labels_).max()",
            x => () => Largest(new SpectralClustering { Clusters = 12, Affinity = SpectralAffinity.NearestNeighbors, AssignLabels = LabelRule.ClusterQr, Parallelism = 1 }.Fit(x))) { Rows = Rows },
    ];

    private static double Largest(EmbeddedRows rows) => rows.Labels.CountBy(label => label).Max(pair => pair.Value);
}
