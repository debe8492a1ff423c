using ServerlessAffect.Learning.Cluster;

namespace ServerlessAffect.Learning.Tests.Golden;

/// <summary>Every case of k-means and its kin in clustering.json.</summary>
public class KMeansGoldenTests
{
    private const string Lloyd = "kmeans_lloyd_given_init_tol0";

    public static TheoryData<string> LloydCases() => ClusteringCases.Of(Lloyd);

    [SkippableTheory]
    [MemberData(nameof(LloydCases))]
    public void Lloyd_from_a_given_start_equals_scikit_learn(string name)
    {
        var golden = ClusteringCases.Read(Lloyd, name);
        var x = ClusteringCases.X(golden, name);
        var clustering = new KMeans { Clusters = (int)golden["k"].Number(), Init = golden["init_centroids"].Matrix(), Tolerance = 0 }.Fit(x);

        Assert.Equal(golden["labels"].Integers(), clustering.Labels);
        GoldenFile.Close(golden["centers"].Matrix().Values, clustering.Centers.Values, 1e-8, 1e-8, "centres");
        GoldenFile.Close(golden["inertia"].Number(), clustering.Inertia, 0, 1e-9, "inertia");
        Assert.InRange(clustering.Iterations, golden["n_iter_sklearn"].Number() - 1, golden["n_iter_sklearn"].Number() + 1);
        var distances = golden["distances_first3"].Matrix();
        GoldenFile.Close(distances.Values, clustering.Transform(x.TakeRows([.. Enumerable.Range(0, distances.Rows)])).Values, 1e-8, 1e-8, "distances");
        Assert.Equal(clustering.Labels, clustering.Assign(x));
    }

    [SkippableTheory]
    [MemberData(nameof(LloydCases))]
    public void The_best_of_many_starts_is_within_a_hundredth_of_the_best_known(string name)
    {
        var golden = ClusteringCases.Read(Lloyd, name);
        var x = ClusteringCases.X(golden, name);

        var clustering = new KMeans { Clusters = (int)golden["k"].Number(), NInit = 100 }.Fit(x);

        Assert.InRange(clustering.Inertia, 0, golden["best_inertia_of_100_kmeanspp"].Number() * 1.01);
    }
}
