using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.ModelSelection;
using ServerlessAffect.Learning.Preprocessing;

namespace ServerlessAffect.Learning.Tests.Golden;

/// <summary>The properties that every entry of resampling.json states.</summary>
public class ResamplingGoldenTests
{
    private static readonly string[] Known =
    [
        "_meta", "y", "groups", "class_counts", "class_weight_balanced", "stratified_kfold5", "group_kfold5", "stratified_group_kfold5",
        "leave_one_group_out_n_splits", "stratified_shuffle_split_0.2", "smote",
    ];

    [SkippableFact]
    public void Every_entry_of_the_file_has_a_test() => Assert.Equal(Known.Order(StringComparer.Ordinal), GoldenFile.Read("resampling.json").Select(p => p.Key).Order(StringComparer.Ordinal));

    [SkippableFact]
    public void Balanced_class_weights_are_equal()
    {
        var (golden, y, _) = Read();

        var weights = ClassWeights.Balanced.Resolve(y, golden["class_counts"].Integers().Length);

        GoldenFile.Close(golden["class_weight_balanced"]!["weights"].Numbers(), weights, 1e-12, what: "weight");
    }

    [SkippableTheory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(17)]
    public void Stratified_folds_have_every_class_in_equal_parts(int? seed)
    {
        var (golden, y, _) = Read();

        var folds = new StratifiedKFold { Splits = 5, RandomState = seed }.Split(y);

        Folds.AreDisjointAndCover(folds, y.Length);
        var counts = folds.Select(f => Folds.ClassCounts(f.Test, y)).ToArray();
        for (var c = 0; c < counts[0].Length; c++)
        {
            Assert.InRange(counts.Max(f => f[c]) - counts.Min(f => f[c]), 0, 1);
        }

        Assert.InRange(folds.Max(f => f.Test.Length) - folds.Min(f => f.Test.Length), 0, counts[0].Length);
        Assert.Equal(Sizes(golden["stratified_kfold5"]!["folds_of_sklearn"]!), folds.Select(f => f.Test.Length).Order());
    }

    [SkippableFact]
    public void Group_folds_have_scikit_learns_sizes_and_keep_groups_together()
    {
        var (golden, y, groups) = Read();

        var folds = new GroupKFold { Splits = 5 }.Split(groups);

        Folds.AreDisjointAndCover(folds, y.Length);
        Folds.KeepGroupsTogether(folds, groups);
        Assert.Equal(Sizes(golden["group_kfold5"]!["folds_of_sklearn"]!), folds.Select(f => f.Test.Length).Order());
    }

    [SkippableTheory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Stratified_group_folds_are_as_even_as_scikit_learns(int? seed)
    {
        var (golden, y, groups) = Read();

        var folds = new StratifiedGroupKFold { Splits = 5, RandomState = seed }.Split(y, groups);

        Folds.AreDisjointAndCover(folds, y.Length);
        Folds.KeepGroupsTogether(folds, groups);
        var whole = Folds.ClassCounts([.. Enumerable.Range(0, y.Length)], y);
        var variation = folds.Average(f =>
        {
            var counts = Folds.ClassCounts(f.Test, y, whole.Length);
            return counts.Select((n, c) => Math.Abs(((double)n / f.Test.Length) - ((double)whole[c] / y.Length))).Sum() / 2;
        });
        Assert.InRange(variation, 0, golden["stratified_group_kfold5"]!["mean_total_variation_to_whole_20_seeds"].Numbers().Max());
    }

    [SkippableFact]
    public void Leaving_one_group_out_makes_a_fold_of_each()
    {
        var (golden, y, groups) = Read();

        var folds = LeaveOneGroupOut.Split(groups);

        Assert.Equal((int)golden["leave_one_group_out_n_splits"].Number(), folds.Length);
        Folds.AreDisjointAndCover(folds, y.Length);
        Folds.KeepGroupsTogether(folds, groups);
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(5)]
    public void Stratified_shuffle_split_holds_out_every_classs_share(int seed)
    {
        var (golden, y, _) = Read();

        var split = new StratifiedShuffleSplit { TestSize = 0.2, RandomState = seed }.Split(y);

        Assert.Equal(Enumerable.Range(0, y.Length), split.Train.Concat(split.Test).Order());
        var (held, counts) = (Folds.ClassCounts(split.Test, y), golden["class_counts"].Integers());
        Assert.Equal(golden["stratified_shuffle_split_0.2"]!["test_counts"].Integers().Sum(), split.Test.Length);
        Assert.All(held.Select((n, c) => n - (0.2 * counts[c])), off => Assert.InRange(off, -1, 1));
    }

    [SkippableFact]
    public void Smote_adds_rows_between_neighbours_of_a_class_until_all_are_equal()
    {
        var (golden, y, _) = Read();
        var smote = golden["smote"]!;
        var x = smote["X"].Matrix();

        var (more, labels) = new Smote { Neighbours = (int)smote["k_neighbors"].Number(), RandomState = 3 }.FitResample(x, y);

        Assert.Equal(x.Values, more.Values[..x.Values.Length]);
        Assert.Equal(y, labels[..y.Length]);
        Assert.Equal(smote["class_counts_after"].Integers(), Folds.ClassCounts([.. Enumerable.Range(0, labels.Length)], labels));
        for (var row = y.Length; row < labels.Length; row++)
        {
            var neighbours = smote["neighbours"]![labels[row].ToString(CultureInfo.InvariantCulture)]!;
            var rows = neighbours["rows"].Integers();
            var nearest = neighbours["neighbours5_within_class"]!.AsArray();
            var synthetic = more.Row(row).ToArray();
            Assert.Contains(
                Enumerable.Range(0, rows.Length).SelectMany(i => nearest[i].Integers().Select(k => (From: rows[i], To: rows[k]))),
                pair => IsBetween(synthetic, x.Row(pair.From), x.Row(pair.To)));
        }
    }

    private static bool IsBetween(ReadOnlySpan<double> point, ReadOnlySpan<double> from, ReadOnlySpan<double> to)
    {
        var t = (point[0] - from[0]) / (to[0] - from[0]);
        for (var j = 0; j < point.Length; j++)
        {
            if (Math.Abs(point[j] - (from[j] + (t * (to[j] - from[j])))) > 1e-9)
            {
                return false;
            }
        }

        return t is >= 0 and < 1;
    }

    private static (JsonObject Golden, int[] Y, string[] Groups) Read()
    {
        var golden = GoldenFile.Read("resampling.json");
        return (golden, golden["y"].Integers(), [.. golden["groups"].Integers().Select(g => $"group {g:D2}")]);
    }

    private static IOrderedEnumerable<int> Sizes(JsonNode folds) => folds.AsArray().Select(f => (int)f!["test_size"].Number()).Order();
}
