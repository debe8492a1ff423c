using ServerlessAffect.Learning.Cluster;

namespace ServerlessAffect.Learning.Tests.Golden;

/// <summary>Mini-batch and bisecting k-means beside the inertias that ten seeds of scikit-learn's reached. Their numbers of clusters are those of the agglomerative cases.</summary>
public class MiniBatchGoldenTests
{
    private const string Section = "minibatch_and_bisecting_inertia";
    private const int Seeds = 10;

    public static TheoryData<string> Cases() => ClusteringCases.Of(Section);

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Mini_batches_come_as_low(string name)
    {
        var (x, k) = Problem(name);
        AsLow(ClusteringCases.Read(Section, name)["minibatch_inertia_10_seeds"].Numbers(), seed => new MiniBatchKMeans { Clusters = k, RandomState = seed }.Fit(x).Inertia);
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Bisecting_comes_as_low(string name)
    {
        var (x, k) = Problem(name);
        AsLow(ClusteringCases.Read(Section, name)["bisecting_inertia_10_seeds"].Numbers(), seed => new BisectingKMeans { Clusters = k, NInit = 5, RandomState = seed }.Fit(x).Inertia);
    }

    private static (DenseMatrix X, int K) Problem(string name) =>
        (GoldenMatrices.X(name), (int)ClusteringCases.Read("agglomerative", $"{name}_ward")["k"].Number());

    // Other generators draw other starts: the mean may lie a hundredth above, and no seed far above the worst.
    private static void AsLow(double[] golden, Func<int, double> fit)
    {
        var reached = Enumerable.Range(0, Seeds).Select(fit).ToArray();

        Assert.InRange(reached.Average(), golden.Min() * 0.97, golden.Average() * 1.01);
        Assert.InRange(reached.Max(), 0, golden.Max() * 1.05);
    }
}
