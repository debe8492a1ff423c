using System.Text.Json.Nodes;
using ServerlessAffect.Learning.Metrics;
using ServerlessAffect.Learning.Statistics;

namespace ServerlessAffect.Learning.Tests.Golden;

public class StatisticsGoldenTests
{
    private const double Tolerance = 1e-9;

    private static readonly string[] Known =
    [
        "_meta", "y", "pred_a", "pred_b", "resample_index_200_x_n", "accuracy_a", "accuracy_b", "paired_bootstrap_on_given_indices", "paired_bootstrap_20000",
        "mcnemar", "proportion_a", "paired_samples",
    ];

    [SkippableFact]
    public void Every_entry_of_the_file_has_a_test() => Assert.Equal(Known.Order(StringComparer.Ordinal), Read().Select(p => p.Key).Order(StringComparer.Ordinal));

    [SkippableFact]
    public void Accuracies_are_equal()
    {
        var file = Read();
        Equal(file["accuracy_a"], Accuracy(file, "pred_a")(AllRows(file)));
        Equal(file["accuracy_b"], Accuracy(file, "pred_b")(AllRows(file)));
    }

    [SkippableFact]
    public void Differences_on_given_resamples_and_their_interval_are_equal()
    {
        var file = Read();
        var golden = file["paired_bootstrap_on_given_indices"]!;
        var resamples = file["resample_index_200_x_n"]!.AsArray().Select(r => r.Integers()).ToArray();

        var accuracy = Array.ConvertAll(resamples, rows => Accuracy(file, "pred_a")(rows) - Accuracy(file, "pred_b")(rows));
        var macroF1 = Array.ConvertAll(resamples, rows => MacroF1(file, "pred_a")(rows) - MacroF1(file, "pred_b")(rows));

        GoldenFile.Close(golden["accuracy_difference_each"].Numbers(), accuracy, Tolerance);
        GoldenFile.Close(golden["macro_f1_difference_each"].Numbers(), macroF1, Tolerance);
        EqualInterval(golden["ci95_percentile_linear"], Quantiles.Central(accuracy, 0.95));
        EqualInterval(golden["macro_f1_ci95"], Quantiles.Central(macroF1, 0.95));
        Equal(golden["share_le_0"], accuracy.Count(d => d <= 0) / (double)accuracy.Length);
    }

    [SkippableFact]
    public void Intervals_of_many_resamples_agree_within_their_tolerance()
    {
        var file = Read();
        var golden = file["paired_bootstrap_20000"]!;
        var tolerance = golden["tolerance"].Number();
        var bootstrap = new Bootstrap { Resamples = 20_000, RandomState = 1 };
        var rows = file["y"].Integers().Length;

        var paired = PairedBootstrap.Compare(rows, Accuracy(file, "pred_a"), Accuracy(file, "pred_b"), bootstrap);
        var single = bootstrap.Interval(rows, Accuracy(file, "pred_a"));

        GoldenFile.Close(golden["ci95"].Numbers(), [paired.Difference.Low, paired.Difference.High], tolerance);
        GoldenFile.Close(golden["accuracy_a_ci95"].Numbers(), [single.Low, single.High], tolerance);
        Equal(file["accuracy_a"], single.Value);
    }

    [SkippableFact]
    public void McNemars_test_is_equal_in_three_forms()
    {
        var file = Read();
        var golden = file["mcnemar"]!;

        var test = McNemar.Of(file["y"].Integers(), file["pred_a"].Integers(), file["pred_b"].Integers());

        Assert.Equal(golden["table"]!.AsArray().SelectMany(r => r.Integers()), [test.BothRight, test.OnlyFirst, test.OnlySecond, test.BothWrong]);
        Equal(golden["exact_p"], test.Exact.PValue);
        Equal(golden["exact_statistic"], test.Exact.Statistic);
        EqualTest(golden["chi2_plain"], test.ChiSquared, Tolerance);
        EqualTest(golden["chi2_corrected"], test.ChiSquaredCorrected, Tolerance);
    }

    [SkippableFact]
    public void Intervals_of_a_share_are_equal()
    {
        var golden = Read()["proportion_a"]!;
        var (successes, n) = ((int)golden["successes"].Number(), (int)golden["n"].Number());

        EqualInterval(golden["wilson95"], ProportionInterval.Wilson(successes, n));
        EqualInterval(golden["clopper_pearson95"], ProportionInterval.ClopperPearson(successes, n));
        EqualInterval(golden["normal95"], ProportionInterval.Normal(successes, n));
    }

    [SkippableFact]
    public void Tests_of_two_samples_are_equal()
    {
        var golden = Read()["paired_samples"]!.AsObject();
        var (x1, x2) = (golden["x1"].Numbers(), golden["x2"].Numbers());
        Assert.Equal(["x1", "x2", "t_test", "wilcoxon_default", "mann_whitney_two_sided"], golden.Select(p => p.Key));

        EqualTest(golden["t_test"], PairedTTest.Of(x1, x2), Tolerance);
        EqualTest(golden["wilcoxon_default"], WilcoxonSignedRank.Of(x1, x2), 1e-6);
        EqualTest(golden["mann_whitney_two_sided"], MannWhitney.Of(x1, x2), 1e-6);
    }

    private static JsonObject Read() => GoldenFile.Read("statistics.json");

    private static int[] AllRows(JsonObject file) => [.. Enumerable.Range(0, file["y"]!.AsArray().Count)];

    private static RowStatistic Accuracy(JsonObject file, string model) => Measure(file, model, c => c.Accuracy);

    private static RowStatistic MacroF1(JsonObject file, string model) => Measure(file, model, c => c.MacroF1);

    private static RowStatistic Measure(JsonObject file, string model, Func<ConfusionMatrix, double> measure)
    {
        var (y, predicted) = (file["y"].Integers(), file[model].Integers());
        var classes = y.Max() + 1;
        return rows =>
        {
            var drawn = rows.ToArray();
            return measure(ConfusionMatrix.Of([.. drawn.Select(r => y[r])], [.. drawn.Select(r => predicted[r])], classes));
        };
    }

    private static void Equal(JsonNode? expected, double actual) => GoldenFile.Close(expected.Number(), actual, Tolerance, what: expected!.GetPath());

    private static void EqualInterval(JsonNode? expected, (double Low, double High) actual) =>
        GoldenFile.Close(expected.Numbers(), [actual.Low, actual.High], Tolerance, what: expected!.GetPath());

    private static void EqualTest(JsonNode? expected, TestResult actual, double tolerance) =>
        GoldenFile.Close(expected.Numbers(), [actual.Statistic, actual.PValue], tolerance, what: expected!.GetPath());
}
