using ServerlessAffect.Learning.Cluster;

namespace ServerlessAffect.Bench.Clusters;

/// <summary>Agglomerative clustering, whole trees cut at 8; the number is the last merge's distance.</summary>
internal static class AgglomerativeLines
{
    public static readonly IReadOnlyList<PeerLine> All =
    [
        Line(Linkage.Ward),
        Line(Linkage.Complete),
        Line(Linkage.Average),
        Line(Linkage.Average, AgglomerativeMetric.Cosine),
        Line(Linkage.Single),
    ];

    private static PeerLine Line(Linkage linkage, AgglomerativeMetric metric = AgglomerativeMetric.Euclidean)
    {
        var (name, measure) = ($"{linkage}".ToLowerInvariant(), $"{metric}".ToLowerInvariant());
        return new PeerLine(
            $"agglomerative, {name}, {measure}", 3, $"cluster.AgglomerativeClustering(8, linkage='{name}', metric='{measure}', compute_distances=True).fit(X).distances_[-1]",
            x => () => new AgglomerativeClustering { Clusters = 8, Linkage = linkage, Metric = metric, Parallelism = 1 }.Fit(x).Tree.Merges[^1].Distance);
    }
}
