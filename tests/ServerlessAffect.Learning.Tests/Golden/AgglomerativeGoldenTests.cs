using ServerlessAffect.Learning.Cluster;

namespace ServerlessAffect.Learning.Tests.Golden;

/// <summary>Every case of agglomerative clustering in clustering.json, against scikit-learn's labels and SciPy's linkage table.</summary>
public class AgglomerativeGoldenTests
{
    private const string Section = "agglomerative";

    public static TheoryData<string> Cases() => ClusteringCases.Of(Section);

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Labels_and_merges_equal_scikit_learn_and_scipy(string name)
    {
        var golden = ClusteringCases.Read(Section, name);
        var clustering = new AgglomerativeClustering
        {
            Clusters = (int)golden["k"].Number(),
            Linkage = Enum.Parse<Linkage>((string)golden["linkage"]!, ignoreCase: true),
            Metric = Enum.Parse<AgglomerativeMetric>((string?)golden["metric"] ?? "euclidean", ignoreCase: true),
        }.Fit(ClusteringCases.X(golden, name));

        Assert.Equal(golden["labels_canonical"].Integers(), clustering.Labels);
        GoldenFile.Close(golden["merge_distances_sorted"].Numbers(), [.. clustering.Tree.Merges.Select(m => m.Distance)], 0, 1e-9, "merge distances");
        if (golden["scipy_linkage"] is not { } linkage)
        {
            return;
        }

        var table = linkage.Rows();
        Assert.Equal(table.Length, clustering.Tree.Merges.Count);
        Assert.All(table.Zip(clustering.Tree.Merges), pair =>
        {
            Assert.Equal([pair.First[0], pair.First[1], pair.First[3]], [pair.Second.First, pair.Second.Second, pair.Second.Size]);
            GoldenFile.Close(pair.First[2], pair.Second.Distance, 0, 1e-9);
        });
    }
}
