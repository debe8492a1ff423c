using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Metrics.Clustering;
using ServerlessAffect.Learning.Neighbors;

namespace ServerlessAffect.Bench.Clusters;

/// <summary>Measures of clusterings: the labels are the nearest of the first twelve rows, and for two groupings also that of the ten rows after them.</summary>
internal static class ClusterMetricLines
{
    private const string Labels = "nearest = lambda c: np.argmin([((X - r) ** 2).sum(axis=1) for r in c], axis=0); y = nearest(X[:12]); z = nearest(X[12:22])";

    public static readonly IReadOnlyList<PeerLine> All =
    [
        Line("silhouette, 12 clusters, euclidean", 3, "metrics.silhouette_score(X, y)", (x, y, _) => new Silhouette { Parallelism = 1 }.Mean(x, y)),
        Line("silhouette, 12 clusters, cosine", 3, "metrics.silhouette_score(X, y, metric='cosine')", (x, y, _) => new Silhouette { Metric = DistanceMetric.Cosine, Parallelism = 1 }.Mean(x, y)),
        Line("silhouette, 12 clusters, manhattan", 3, "metrics.silhouette_score(X, y, metric='manhattan')", (x, y, _) => new Silhouette { Metric = DistanceMetric.Manhattan, Parallelism = 1 }.Mean(x, y)),
        Line("Davies-Bouldin, 12 clusters", 1, "metrics.davies_bouldin_score(X, y)", (x, y, _) => DispersionScores.DaviesBouldin(x, y)),
        Line("Calinski-Harabasz, 12 clusters", 1, "metrics.calinski_harabasz_score(X, y)", (x, y, _) => DispersionScores.CalinskiHarabasz(x, y)),
        Line("adjusted Rand index, 12 and 10 clusters", 1, "metrics.adjusted_rand_score(y, z)", (_, y, z) => ContingencyTable.Of(y, z).AdjustedRand),
        Line("adjusted mutual information, 12 and 10 clusters", 1, "metrics.adjusted_mutual_info_score(y, z)", (_, y, z) => ContingencyTable.Of(y, z).AdjustedMutualInformation),
    ];

    private static PeerLine Line(string name, double bar, string peer, Func<DenseMatrix, int[], int[], double> work) => new(
        name,
        bar,
        peer,
        x =>
        {
            var (y, z) = (Nearest(x, 0, 12), Nearest(x, 12, 10));
            return () => work(x, y, z);
        })
    {
        PeerSetup = Labels,
    };

    private static int[] Nearest(DenseMatrix x, int first, int count) =>
        [.. Enumerable.Range(0, x.Rows).Select(i => Enumerable.Range(0, count).MinBy(c => System.Numerics.Tensors.TensorPrimitives.Distance<double>(x.Row(i), x.Row(first + c))))];
}
