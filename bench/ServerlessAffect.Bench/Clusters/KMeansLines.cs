using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Cluster;

namespace ServerlessAffect.Bench.Clusters;

/// <summary>k-means and its kin; the number is the inertia.</summary>
internal static class KMeansLines
{
    public static readonly IReadOnlyList<PeerLine> All =
    [
        new("k-means, k 8, given start, 20 iterations", 3, "cluster.KMeans(8, init=X[:8], n_init=1, tol=0, max_iter=20).fit(X).inertia_",
            x => () => new KMeans { Clusters = 8, Init = First(x, 8), Tolerance = 0, MaxIterations = 20, Parallelism = 1 }.Fit(x).Inertia),
        new("k-means, k 50, given start, 20 iterations", 3, "cluster.KMeans(50, init=X[:50], n_init=1, tol=0, max_iter=20).fit(X).inertia_",
            x => () => new KMeans { Clusters = 50, Init = First(x, 50), Tolerance = 0, MaxIterations = 20, Parallelism = 1 }.Fit(x).Inertia),
        new("k-means, k 12, 10 k-means++ starts, 10 iterations each", 3, "cluster.KMeans(12, n_init=10, tol=0, max_iter=10, random_state=0).fit(X).inertia_",
            x => () => new KMeans { Clusters = 12, NInit = 10, Tolerance = 0, MaxIterations = 10, Parallelism = 1 }.Fit(x).Inertia),
        new("mini-batch k-means, k 12, 3 starts, 60 batches of 1,024", 1, "cluster.MiniBatchKMeans(12, n_init=3, batch_size=1024, max_iter=6, max_no_improvement=None, random_state=0).fit(X).inertia_",
            x => () => new MiniBatchKMeans { Clusters = 12, NInit = 3, BatchSize = 1024, MaxIterations = 6, MaxNoImprovement = null, Parallelism = 1 }.Fit(x).Inertia),
        new("bisecting k-means, k 12, 20 iterations a split", 1, "cluster.BisectingKMeans(12, init='k-means++', tol=0, max_iter=20, random_state=0).fit(X).inertia_",
            x => () => new BisectingKMeans { Clusters = 12, Tolerance = 0, MaxIterations = 20, Parallelism = 1 }.Fit(x).Inertia),
    ];

    private static DenseMatrix First(DenseMatrix x, int k) => x.TakeRows([.. Enumerable.Range(0, k)]);
}
