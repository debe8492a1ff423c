using ServerlessAffect.Learning.Cluster;

namespace ServerlessAffect.Bench.Clusters;

/// <summary>Gaussian mixtures from a k-means start; the number is the lower bound.</summary>
internal static class MixtureLines
{
    public static readonly IReadOnlyList<PeerLine> All =
    [
        Line(CovarianceKind.Full, "full"),
        Line(CovarianceKind.Tied, "tied"),
        Line(CovarianceKind.Diagonal, "diag"),
    ];

    private static PeerLine Line(CovarianceKind kind, string name) => new(
        $"Gaussian mixture, {name}, 12 components, 20 iterations", 1, $"mixture.GaussianMixture(12, covariance_type='{name}', tol=0, max_iter=20, random_state=0).fit(X).lower_bound_",
        x => () => new GaussianMixture { Components = 12, Covariance = kind, Tolerance = 0, MaxIterations = 20, Parallelism = 1 }.Fit(x).LowerBound);
}
