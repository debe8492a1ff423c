using ServerlessAffect.Learning.Cluster;

namespace ServerlessAffect.Learning.Tests.Golden;

/// <summary>Every case of BIRCH in clustering.json.</summary>
public class BirchGoldenTests
{
    private const string Section = "birch";

    public static TheoryData<string> Cases() => ClusteringCases.Of(Section);

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Groups_and_clusters_equal_scikit_learn(string name)
    {
        var golden = ClusteringCases.Read(Section, name);
        var x = ClusteringCases.X(golden, name);
        var settings = (Threshold: golden["threshold"].Number(), Branching: (int)golden["branching_factor"].Number());
        var birch = new Birch { Threshold = settings.Threshold, BranchingFactor = settings.Branching, Clusters = (int)golden["n_clusters"].Number() }.Fit(x);
        var groups = new Birch { Threshold = settings.Threshold, BranchingFactor = settings.Branching, Clusters = null }.Fit(x);

        var count = golden["subcluster_count"].Number();
        Assert.InRange(birch.SubclusterCenters.Rows, count * 0.9, count * 1.1);
        Assert.InRange(ClusteringCases.AdjustedRand(golden["labels_canonical"].Integers(), birch.Labels), 0.9, 1);
        Assert.InRange(ClusteringCases.AdjustedRand(golden["labels_without_global_step"].Integers(), groups.Labels), 0.9, 1);
        Assert.Equal(birch.SubclusterCenters.Values, groups.SubclusterCenters.Values);
        Assert.Equal(birch.Labels, birch.Assign(x));
    }
}
