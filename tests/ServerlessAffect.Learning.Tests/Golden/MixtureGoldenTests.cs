using ServerlessAffect.Learning.Cluster;

namespace ServerlessAffect.Learning.Tests.Golden;

/// <summary>Every case of Gaussian mixtures in clustering.json.</summary>
public class MixtureGoldenTests
{
    private const string Section = "gaussian_mixture_given_init";

    public static TheoryData<string> Cases() => ClusteringCases.Of(Section);

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void A_mixture_from_a_given_start_equals_scikit_learn(string name)
    {
        var golden = ClusteringCases.Read(Section, name);
        var x = ClusteringCases.X(golden, name);
        Assert.Equal("uniform", (string?)golden["weights_init"]);
        Assert.Equal("identity", (string?)golden["precisions_init"]);
        var mixture = new GaussianMixture
        {
            Components = (int)golden["k"].Number(),
            Covariance = Kind((string)golden["covariance_type"]!),
            Init = new MixtureStart(golden["means_init"].Matrix()),
            Tolerance = golden["tol"].Number(),
            RegCovar = golden["reg_covar"].Number(),
            MaxIterations = 2000,
        }.Fit(x);

        Assert.Equal((bool)golden["converged"]!, mixture.Converged);
        GoldenFile.Close(golden["lower_bound_mean_log_likelihood"].Number(), mixture.LowerBound, 1e-6, 0, "lower bound");
        GoldenFile.Close(golden["score_mean_log_likelihood"].Number(), mixture.MeanLogLikelihood, 1e-6, 0, "score");
        GoldenFile.Close(golden["weights"].Numbers(), [.. mixture.Weights], 1e-4, 0, "weights");
        GoldenFile.Close(golden["means"].Matrix().Values, mixture.Means.Values, 1e-4, 1e-4, "means");
        GoldenFile.Close(ClusteringCases.Flat(golden["covariances"]), [.. mixture.Covariances], 1e-4, 1e-4, "covariances");
        GoldenFile.Close(golden["aic"].Number(), mixture.Aic, 1e-3, 1e-6, "AIC");
        GoldenFile.Close(golden["bic"].Number(), mixture.Bic, 1e-3, 1e-6, "BIC");
        var first = x.TakeRows([0, 1, 2, 3, 4]);
        GoldenFile.Close(golden["proba_first5"].Matrix().Values, mixture.PredictProba(first).Values, 1e-4, 0, "probabilities");
        GoldenFile.Close(golden["log_density_first5"].Numbers(), mixture.ScoreSamples(first), 1e-3, 0, "log-densities");
        var (labels, sure) = (golden["labels"].Integers(), mixture.PredictProba(x));
        Assert.All(Enumerable.Range(0, x.Rows), i => Assert.True(labels[i] == mixture.Labels[i] || sure.Row(i).ToArray().Max() < 0.51, $"row {i}"));
        Assert.Equal(mixture.Labels, mixture.Assign(x));
    }

    private static CovarianceKind Kind(string name) => name switch
    {
        "full" => CovarianceKind.Full,
        "tied" => CovarianceKind.Tied,
        "diag" => CovarianceKind.Diagonal,
        "spherical" => CovarianceKind.Spherical,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Expected a kind of covariance that scikit-learn has."),
    };
}
