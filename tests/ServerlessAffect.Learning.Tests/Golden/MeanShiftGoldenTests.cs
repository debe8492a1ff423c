using ServerlessAffect.Learning.Cluster;

namespace ServerlessAffect.Learning.Tests.Golden;

/// <summary>Every case of mean shift in clustering.json.</summary>
public class MeanShiftGoldenTests
{
    private const string Section = "meanshift";

    public static TheoryData<string> Cases() => ClusteringCases.Of(Section);

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Modes_equal_scikit_learn(string name)
    {
        var golden = ClusteringCases.Read(Section, name);
        var x = ClusteringCases.X(golden, name);
        var clustering = new MeanShift { Bandwidth = golden["bandwidth_used"].Number() }.Fit(x);

        GoldenFile.Close(golden["estimate_bandwidth_quantile_0.3"].Number(), MeanShift.EstimateBandwidth(x), 0, 1e-9, "bandwidth");
        Assert.Equal(golden["n"].Number(), clustering.ClusterCount);
        var modes = golden["centers"].Matrix();
        var nearest = Enumerable.Range(0, modes.Rows).Select(i => Enumerable.Range(0, modes.Rows).MinBy(c => CenterDistances.Squared(modes.Row(i), clustering.Centers.Row(c)))).ToArray();
        Assert.Equal(Enumerable.Range(0, modes.Rows), nearest.Order());
        Assert.All(nearest.Index(), pair => GoldenFile.Close(modes.Row(pair.Index), clustering.Centers.Row(pair.Item), 1e-3, 0, $"mode {pair.Index}"));
        Assert.InRange(ClusteringCases.AdjustedRand(golden["labels"].Integers(), clustering.Labels), 0.98, 1);
        Assert.Equal(clustering.Labels, clustering.Assign(x));
    }
}
