using ServerlessAffect.Learning.Cluster;

namespace ServerlessAffect.Learning.Tests.Golden;

/// <summary>Every case of DBSCAN and OPTICS in clustering.json.</summary>
public class DensityGoldenTests
{
    public static TheoryData<string> DbscanCases() => ClusteringCases.Of("dbscan", (_, golden) => golden!.AsObject().ContainsKey("eps"));

    public static TheoryData<string> OpticsCases() => ClusteringCases.Of("optics");

    [SkippableTheory]
    [MemberData(nameof(DbscanCases))]
    public void Dbscan_equals_scikit_learn(string name)
    {
        var golden = ClusteringCases.Read("dbscan", name);
        var clustering = new Dbscan { Eps = golden["eps"].Number(), MinSamples = (int)golden["min_samples"].Number() }.Fit(ClusteringCases.X(golden, name));

        Assert.Equal(golden["labels"].Integers(), clustering.Labels);
        Assert.Equal(golden["core_sample_indices"].Integers(), clustering.CoreRows);
        Assert.Equal(golden["n_clusters"].Number(), clustering.ClusterCount);
    }

    [SkippableTheory]
    [MemberData(nameof(OpticsCases))]
    public void Optics_equals_scikit_learn(string name)
    {
        var golden = ClusteringCases.Read("optics", name);
        var x = ClusteringCases.X(golden, name);
        var clustering = new Optics { MinSamples = (int)golden["min_samples"].Number(), Xi = golden["xi"].Number() }.Fit(x);
        var reachability = golden["reachability"].Numbers();

        GoldenFile.Close(reachability, [.. clustering.Reachability], 1e-9, 1e-9, "reachability");
        GoldenFile.Close(golden["core_distances"].Numbers(), [.. clustering.CoreDistances], 1e-9, 1e-9, "core distances");

        // Of rows at equal distances any may come first, and any may be the predecessor: scikit-learn's own choice hangs on how it rounds.
        Assert.All(golden["ordering"].Integers().Zip(clustering.Ordering), rows =>
            Assert.True(rows.First == rows.Second || Math.Abs(reachability[rows.First] - reachability[rows.Second]) <= 1e-9, $"{rows}"));
        Assert.All(golden["predecessor"].Integers().Zip(clustering.Predecessor).Index(), at =>
            Assert.True(at.Item.First == at.Item.Second || (at.Item.Second >= 0 && Math.Abs(Reach(x, clustering, at.Item.Second, at.Index) - reachability[at.Index]) <= 1e-9), $"{at}"));
        Assert.InRange(ClusteringCases.AdjustedRand(golden["labels_xi"].Integers(), clustering.Labels), 0.99, 1);
        Assert.Equal(golden["cluster_hierarchy"].Rows().Select(pair => ((int)pair[0], (int)pair[1])), clustering.Hierarchy);
        Assert.Equal(golden["labels_dbscan_cut"].Integers(), clustering.ExtractDbscan(golden["dbscan_eps"].Number()).Labels);
    }

    private static double Reach(DenseMatrix x, OpticsClustering clustering, int from, int row) =>
        Math.Max(clustering.CoreDistances[from], Math.Sqrt(Enumerable.Range(0, x.Columns).Sum(j => (x[from, j] - x[row, j]) * (x[from, j] - x[row, j]))));
}
