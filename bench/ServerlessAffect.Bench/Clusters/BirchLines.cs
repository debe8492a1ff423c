using ServerlessAffect.Learning.Cluster;

namespace ServerlessAffect.Bench.Clusters;

/// <summary>BIRCH; the number is how many groups its leaves hold.</summary>
internal static class BirchLines
{
    public static readonly IReadOnlyList<PeerLine> All =
    [
        new("BIRCH, threshold 6, to 8 clusters", 1, "len(cluster.Birch(threshold=6, n_clusters=8).fit(X).subcluster_centers_)",
            x => () => new Birch { Threshold = 6, Clusters = 8, Parallelism = 1 }.Fit(x).SubclusterCenters.Rows),
        new("BIRCH, threshold 3, without a global step", 1, "len(cluster.Birch(threshold=3, n_clusters=None).fit(X).subcluster_centers_)",
            x => () => new Birch { Threshold = 3, Clusters = null, Parallelism = 1 }.Fit(x).SubclusterCenters.Rows),
    ];
}
