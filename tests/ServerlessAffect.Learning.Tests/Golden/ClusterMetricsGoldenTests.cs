using System.Text.Json.Nodes;
using ServerlessAffect.Learning.Metrics.Clustering;
using ServerlessAffect.Learning.Neighbors;

namespace ServerlessAffect.Learning.Tests.Golden;

/// <summary>Every value of cluster-metrics.json; a case or a key that no check knows fails.</summary>
public class ClusterMetricsGoldenTests
{
    private const double Tolerance = 1e-9;
    private const double Rounding = 2.220446049250313e-16;
    private const string FirstRows = "_edge_A_first";

    public static TheoryData<string> Cases()
    {
        try
        {
            return [.. GoldenFile.Read("cluster-metrics.json").Select(p => p.Key).Where(k => k is not "_meta" and not "ari_edge")];
        }
        catch (SkipException)
        {
            return ["(no golden files)"];
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Every_value_equals_the_golden_one(string name)
    {
        var golden = GoldenFile.Read("cluster-metrics.json")[name]!.AsObject();
        var labels = golden["labels"].Integers();
        var x = Rows(name, labels.Length);
        var truth = golden["truth"]?.Integers() ?? labels;
        var table = ContingencyTable.Of(truth, labels);
        Dictionary<string, Action<JsonNode>> checks = new()
        {
            ["labels"] = Input,
            ["truth"] = Input,
            ["note"] = Input,
            ["ari"] = n => Equal(n, table.AdjustedRand),
            ["rand"] = n => Equal(n, table.Rand),
            ["ami"] = n => Equal(n, table.AdjustedMutualInformation),
            ["nmi"] = n => Equal(n, table.NormalizedMutualInformation),
            ["mutual_info_nats"] = n => Equal(n, table.MutualInformation),
            ["homogeneity"] = n => Equal(n, table.Homogeneity),
            ["completeness"] = n => Equal(n, table.Completeness),
            ["v_measure"] = n => Equal(n, table.VMeasure),
            ["fowlkes_mallows"] = n => Equal(n, table.FowlkesMallows),
            ["purity"] = n => Equal(n, table.Purity),
            ["contingency"] = n => Assert.Equal(n.AsArray().SelectMany(r => r.Integers()), table.ToDense().Cast<int>()),
            ["silhouette"] = n => Equal(n, new Silhouette().Mean(x, labels)),
            ["silhouette_samples"] = n => GoldenFile.Close(n.Numbers(), new Silhouette().Samples(x, labels), Tolerance, what: n.GetPath()),
            ["silhouette_cosine"] = n => Equal(n, new Silhouette { Metric = DistanceMetric.Cosine }.Mean(x, labels)),
            ["silhouette_manhattan"] = n => Equal(n, new Silhouette { Metric = DistanceMetric.Manhattan }.Mean(x, labels)),
            ["davies_bouldin"] = n => EqualDaviesBouldin(n, x, labels),
            ["calinski_harabasz"] = n => Equal(n, DispersionScores.CalinskiHarabasz(x, labels)),
        };
        foreach (var (key, value) in golden)
        {
            Assert.True(checks.TryGetValue(key, out var check), $"No check knows '{key}' of case '{name}'.");
            check!(value!);
        }
    }

    [SkippableFact]
    public void Edges_of_the_adjusted_rand_index_are_equal()
    {
        foreach (var (key, value) in GoldenFile.Read("cluster-metrics.json")["ari_edge"]!.AsObject())
        {
            var (truth, labels) = key switch
            {
                "identical" => (new[] { 0, 0, 1, 1 }, new[] { 1, 1, 0, 0 }),
                "all_one_vs_all_one" => ([0, 0, 0], [0, 0, 0]),
                "all_one_vs_split" => ([0, 0, 0, 0], [0, 0, 1, 1]),
                "worse_than_chance" => ([0, 0, 1, 1], [0, 1, 0, 1]),
                _ => throw new InvalidOperationException($"No check knows the edge '{key}'."),
            };
            Equal(value!, ContingencyTable.Of(truth, labels).AdjustedRand);
        }
    }

    // scikit-learn takes the distance of a row to the mean of its cluster as the root of |x|² + |m|² - 2 xm. For the one row of a cluster of one that is not 0 but the root of what
    // rounding leaves, 1e-7 in the files, so that the golden value lies above the exact one: no further than if each such row were the root of 16 roundings of |x|² away.
    private static void EqualDaviesBouldin(JsonNode golden, DenseMatrix x, int[] labels)
    {
        var actual = DispersionScores.DaviesBouldin(x, labels);
        if (labels.CountBy(l => l).All(c => c.Value > 1))
        {
            Equal(golden, actual);
            return;
        }

        var members = labels.Distinct().Select(c => Enumerable.Range(0, labels.Length).Where(i => labels[i] == c).Select(i => x.Row(i).ToArray()).ToArray()).ToArray();
        double[][] means = [.. members.Select(m => Enumerable.Range(0, x.Columns).Select(j => m.Average(row => row[j])).ToArray())];
        double[] spread = [.. members.Select((m, c) => m.Average(row => Distance(row, means[c])))];
        double[] most = [.. members.Select((m, c) => m.Length > 1 ? spread[c] : Math.Sqrt(16 * Rounding * m[0].Sum(v => v * v)))];
        Assert.Equal(Index(spread), actual, Tolerance);
        Assert.InRange(golden.Number(), actual - Tolerance, Index(most) + Tolerance);

        double Index(double[] spreads) => spreads.Select((s, a) => spreads.Select((t, b) => a == b ? 0 : (s + t) / Distance(means[a], means[b])).Max()).Average();
    }

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (p, q) => (p - q) * (p - q)).Sum());

    // "A_kmeans" is the whole of A, "…_edge_A_first7" its first rows.
    private static DenseMatrix Rows(string name, int count)
    {
        var at = name.IndexOf(FirstRows, StringComparison.Ordinal);
        if (at < 0)
        {
            return GoldenMatrices.X(name);
        }

        Assert.Equal(name[(at + FirstRows.Length)..], count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return GoldenMatrices.X("A").TakeRows([.. Enumerable.Range(0, count)]);
    }

    private static void Input(JsonNode node)
    {
    }

    private static void Equal(JsonNode expected, double actual) => GoldenFile.Close(expected.Number(), actual, Tolerance, what: expected.GetPath());
}
