using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Cluster;

namespace ServerlessAffect.Bench.Clusters;

/// <summary>Gaussian mixtures from a given start, so that both sides end at the same place; the number is the lower bound.</summary>
internal static class MixtureLines
{
    private const int Components = 12;

    public static readonly IReadOnlyList<PeerLine> All =
    [
        Line(CovarianceKind.Full, "full", $"np.stack([np.eye(43)] * {Components})"),
        Line(CovarianceKind.Tied, "tied", "np.eye(43)"),
        Line(CovarianceKind.Diagonal, "diag", $"np.ones(({Components}, 43))"),
    ];

    private static PeerLine Line(CovarianceKind kind, string name, string unit) => new(
        $"Gaussian mixture, {name}, {Components} components, 20 iterations",
        1,
        $"mixture.GaussianMixture({Components}, covariance_type='{name}', tol=0, max_iter=20, init_params='random_from_data', weights_init=weights, means_init=X[:{Components}], precisions_init=unit).fit(X).lower_bound_",
        x => () => new GaussianMixture { Components = Components, Covariance = kind, Init = Start(x), Tolerance = 0, MaxIterations = 20, Parallelism = 1 }.Fit(x).LowerBound)
    {
        PeerSetup = $"weights, unit = np.full({Components}, 1 / {Components}), {unit}",
    };

    private static MixtureStart Start(DenseMatrix x) => new(x.TakeRows([.. Enumerable.Range(0, Components)]));
}
