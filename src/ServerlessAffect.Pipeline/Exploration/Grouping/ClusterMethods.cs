using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Cluster;

namespace ServerlessAffect.Pipeline.Exploration.Grouping;

/// <summary>Every method that an exploration compares.</summary>
public static class ClusterMethods
{
    private const int AnyRows = int.MaxValue;

    internal static readonly ClusterMethod[] All =
    [
        new("kmeans", "k-means", AnyRows, true, s => new KMeans { Clusters = s.Clusters, RandomState = s.Seed }),
        new("minibatch-kmeans", "mini-batch k-means", AnyRows, true, s => new MiniBatchKMeans { Clusters = s.Clusters, RandomState = s.Seed }),
        new("bisecting-kmeans", "bisecting k-means", AnyRows, true, s => new BisectingKMeans { Clusters = s.Clusters, RandomState = s.Seed }),
        new("ward", "agglomerative, Ward", 10_000, true, s => new AgglomerativeClustering { Clusters = s.Clusters, Linkage = Linkage.Ward }),
        new("average", "agglomerative, average linkage", 10_000, true, s => new AgglomerativeClustering { Clusters = s.Clusters, Linkage = Linkage.Average }),
        new("complete", "agglomerative, complete linkage", 10_000, true, s => new AgglomerativeClustering { Clusters = s.Clusters, Linkage = Linkage.Complete }),
        new("single", "agglomerative, single linkage", 10_000, true, s => new AgglomerativeClustering { Clusters = s.Clusters, Linkage = Linkage.Single }),
        new("birch", "BIRCH", 50_000, true, s => new Birch { Clusters = s.Clusters, Threshold = s.Reach / 2 }),
        new("spectral", "spectral clustering", 3_000, true, s => new SpectralClustering { Clusters = s.Clusters, Affinity = SpectralAffinity.NearestNeighbors, Neighbors = 2 * s.Neighbors, RandomState = s.Seed }),
        new("gaussian-mixture", "Gaussian mixture", AnyRows, true, s => new GaussianMixture { Components = s.Clusters, Covariance = CovarianceKind.Diagonal, RandomState = s.Seed }),
        new("som", "self-organising map", AnyRows, true, s => new SelfOrganisingMap { Rows = 6, Columns = 6, Clusters = s.Clusters }),
        new("affinity-propagation", "affinity propagation", 1_500, false, s => new AffinityPropagation { Damping = 0.8, MaxIterations = 400, RandomState = s.Seed }),
        new("mean-shift", "mean shift", 2_000, false, s => new MeanShift { BinSeeding = true }),
        new("dbscan", "DBSCAN", 20_000, false, s => new Dbscan { Eps = s.Reach, MinSamples = s.Neighbors }),
        new("optics", "OPTICS", 5_000, false, s => new Optics { MinSamples = s.Neighbors }),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(m => m.Name)];

    /// <param name="wanted">Names; null for all.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRequest"/>: a name that is none.</exception>
    internal static IReadOnlyList<ClusterMethod> Choose(IReadOnlyList<string>? wanted) => wanted is null
        ? All
        : [.. wanted.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => Array.Find(All, m => m.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new AffectException(ErrorCodes.InvalidRequest, $"There is no clusterer '{Printable.Shorten(name, 40)}'; expected some of {string.Join(", ", Names)}."))];
}
