using ServerlessAffect.Learning.Cluster;

namespace ServerlessAffect.Bench.Clusters;

/// <summary>Clusters by density; the number is how many rows are noise, or the sum of the finite reachabilities.</summary>
internal static class DensityLines
{
    public static readonly IReadOnlyList<PeerLine> All =
    [
        Dbscan(8, 5),
        Dbscan(10, 20),
        new("OPTICS, 5 rows in reach, 2,000 rows", 1, "(lambda r: r[np.isfinite(r)].sum())(cluster.OPTICS(min_samples=5).fit(X).reachability_)",
            x => () => new Optics { MinSamples = 5, Parallelism = 1 }.Fit(x).Reachability.Where(double.IsFinite).Sum()) { Rows = 2000 },
    ];

    private static PeerLine Dbscan(double eps, int minSamples) => new(
        $"DBSCAN, eps {eps}, {minSamples} rows in reach", 3, $"(cluster.DBSCAN(eps={eps}, min_samples={minSamples}).fit(X).labels_ < 0).sum()",
        x => () => new Dbscan { Eps = eps, MinSamples = minSamples, Parallelism = 1 }.Fit(x).Labels.Count(label => label < 0));
}
