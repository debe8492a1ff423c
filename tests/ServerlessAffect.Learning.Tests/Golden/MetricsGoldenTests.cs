using System.Text.Json.Nodes;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.Metrics;

namespace ServerlessAffect.Learning.Tests.Golden;

/// <summary>Every value of metrics.json; a case or a key that no check knows fails.</summary>
public class MetricsGoldenTests
{
    private const double Tolerance = 1e-9;

    public static TheoryData<string> Cases()
    {
        try
        {
            return [.. GoldenFile.Read("metrics.json").Select(p => p.Key).Where(k => k != "_meta")];
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
        var golden = GoldenFile.Read("metrics.json")[name]!.AsObject();
        Dictionary<string, Action<JsonNode>> checks = golden switch
        {
            _ when golden.ContainsKey("n_classes") => Multiclass(golden),
            _ when golden.ContainsKey("score") => Binary(golden),
            _ when golden.ContainsKey("labels") => AbsentClasses(golden),
            _ when golden.ContainsKey("ccc_population_moments") => Regression(golden),
            _ => throw new InvalidOperationException($"No check knows the kind of case '{name}'."),
        };
        foreach (var (key, value) in golden)
        {
            Assert.True(checks.TryGetValue(key, out var check), $"No check knows '{key}' of case '{name}'.");
            check!(value!);
        }
    }

    private static Dictionary<string, Action<JsonNode>> Multiclass(JsonObject golden)
    {
        var classes = (int)golden["n_classes"].Number();
        var y = golden["y"].Integers();
        var probabilities = golden["proba"].Matrix().Values;
        var predicted = golden["pred"].Integers();
        var confusion = ConfusionMatrix.Of(y, predicted, classes);
        var oneHot = new double[probabilities.Length];
        for (var i = 0; i < predicted.Length; i++)
        {
            oneHot[(i * classes) + predicted[i]] = 1;
        }

        return new()
        {
            ["n_classes"] = Input,
            ["y"] = Input,
            ["proba"] = Input,
            ["top3_k"] = Input,
            ["pred"] = n => Assert.Equal(n.Integers(), ClassScores.ArgMax(probabilities, classes)),
            ["confusion"] = n => Equal(n.Matrix().Values, Cells(classes, (t, p) => confusion[t, p])),
            ["confusion_normalised_true"] = n => Equal(n.Matrix().Values, Cells(classes, (t, p) => confusion.NormalisedByTruth()[t, p])),
            ["accuracy"] = n => Equal(n, confusion.Accuracy),
            ["balanced_accuracy_uar"] = n => Equal(n, confusion.UnweightedAverageRecall),
            ["balanced_accuracy_adjusted"] = n => Equal(n, confusion.AdjustedUnweightedAverageRecall),
            ["cohen_kappa"] = n => Equal(n, confusion.CohenKappa()),
            ["cohen_kappa_quadratic"] = n => Equal(n, confusion.CohenKappa(KappaWeights.Quadratic)),
            ["mcc"] = n => Equal(n, confusion.MatthewsCorrelation),
            ["report"] = n => EqualReport(n, confusion.Report()),
            ["micro"] = n => EqualScore(n, confusion.Report().Micro),
            ["macro"] = n => EqualScore(n, confusion.Report().Macro),
            ["weighted"] = n => EqualScore(n, confusion.Report().Weighted),
            ["f2_macro"] = n => Equal(n, confusion.Report(beta: 2).Macro.FScore),
            ["log_loss"] = n => Equal(n, ProbabilityScores.LogLoss(probabilities, y, classes)),
            ["log_loss_with_zero_prob_clipped_at_float_eps"] = n => Equal(n, ProbabilityScores.LogLoss(oneHot, y, classes)),
            ["brier_multiclass_sum_over_classes_mean_over_rows"] = n => Equal(n, ProbabilityScores.Brier(probabilities, y, classes)),
            ["ece15_equal_width"] = n => EqualReliability(n, Reliability.EqualWidth(probabilities, y, classes)),
            ["ece10_equal_width"] = n => EqualReliability(n, Reliability.EqualWidth(probabilities, y, classes, bins: 10)),
            ["ece15_equal_mass"] = n => EqualReliability(n, Reliability.EqualMass(probabilities, y, classes)),
            ["top3_accuracy"] = n => Equal(n, ProbabilityScores.TopKAccuracy(probabilities, y, classes, (int)golden["top3_k"].Number())),
            ["auc_ovr_macro"] = n => Equal(n, MulticlassRanking.OneVsRestMacro(probabilities, y, classes)),
            ["auc_ovr_weighted"] = n => Equal(n, MulticlassRanking.OneVsRestWeighted(probabilities, y, classes)),
            ["auc_ovo_macro"] = n => Equal(n, MulticlassRanking.OneVsOneMacro(probabilities, y, classes)),
            ["auc_micro"] = n => Equal(n, MulticlassRanking.OneVsRestMicro(probabilities, y, classes)),
            ["auc_per_class_ovr"] = n => Equal(n.Numbers(), MulticlassRanking.AreaPerClass(probabilities, y, classes)),
            ["average_precision_per_class"] = n => Equal(n.Numbers(), MulticlassRanking.AveragePrecisionPerClass(probabilities, y, classes)),
            ["average_precision_macro"] = n => Equal(n, MulticlassRanking.AveragePrecisionPerClass(probabilities, y, classes).Average()),
        };
    }

    private static Dictionary<string, Action<JsonNode>> Binary(JsonObject golden)
    {
        var y = golden["y"].Integers();
        var isPositive = Array.ConvertAll(y, label => label == 1);
        var scores = golden["score"].Numbers();
        var both = scores.SelectMany(s => new[] { 1 - s, s }).ToArray();
        return new()
        {
            ["y"] = Input,
            ["score"] = Input,
            ["roc_note"] = Input,
            ["roc_full"] = n => EqualRoc(n, RocCurve.Of(scores, isPositive)),
            ["roc_drop_intermediate"] = n => EqualRoc(n, RocCurve.Of(scores, isPositive, dropIntermediate: true)),
            ["auc"] = n => Equal(n, RocCurve.Of(scores, isPositive).Area),
            ["auc_max_fpr_0.2_mcclish"] = n => Equal(n, RocCurve.Of(scores, isPositive).PartialArea(0.2)),
            ["average_precision"] = n => Equal(n, PrecisionRecallCurve.Of(scores, isPositive).AveragePrecision),
            ["pr_curve"] = n =>
            {
                var curve = PrecisionRecallCurve.Of(scores, isPositive);
                Equal(n["precision"].Numbers(), [.. curve.Precisions]);
                Equal(n["recall"].Numbers(), [.. curve.Recalls]);
                Equal(n["threshold"].Numbers(), [.. curve.Thresholds]);
            },
            ["log_loss"] = n => Equal(n, ProbabilityScores.LogLoss(both, y, 2)),
            ["brier"] = n => Equal(n, ProbabilityScores.Brier(both, y, 2) / 2),
            ["at_0.5"] = n =>
            {
                var confusion = ConfusionMatrix.Of(y, Array.ConvertAll(scores, s => s >= 0.5 ? 1 : 0), 2);
                Assert.Equal(n["confusion_tn_fp_fn_tp"].Integers(), new[] { confusion[0, 0], confusion[0, 1], confusion[1, 0], confusion[1, 1] });
                EqualScore(n, confusion.Report().PerClass[1]);
                Equal(n["mcc"]!, confusion.MatthewsCorrelation);
            },
            ["calibration_curve_10_uniform"] = n =>
            {
                var curve = CalibrationCurve.Of(scores, isPositive);
                Equal(n["fraction_positive"].Numbers(), [.. curve.FractionPositive]);
                Equal(n["mean_score"].Numbers(), [.. curve.MeanScore]);
            },
            ["eer_nearest_point"] = n =>
            {
                var (curve, at) = (RocCurve.Of(scores, isPositive), (int)n["index"].Number());
                Equal(n["mean_of_fpr_fnr"]!, curve.EqualErrorRate);
                Equal(n["mean_of_fpr_fnr"]!, (curve.FalsePositiveRates[at] + 1 - curve.TruePositiveRates[at]) / 2);
            },
        };
    }

    private static Dictionary<string, Action<JsonNode>> AbsentClasses(JsonObject golden)
    {
        var confusion = ConfusionMatrix.Of(golden["y"].Integers(), golden["pred"].Integers(), golden["labels"]!.AsArray().Count);
        return new()
        {
            ["y"] = Input,
            ["pred"] = Input,
            ["labels"] = Input,
            ["report_zero_division_0"] = n => EqualReport(n, confusion.Report()),
            ["balanced_accuracy_sklearn_over_true_classes_only"] = n => Equal(n, confusion.UnweightedAverageRecall),
            ["macro_f1_over_labels_0_3"] = n => Equal(n, confusion.MacroF1),
            ["macro_f1_default_union_of_labels"] = n => Equal(n, confusion.MacroF1OfOccurring),
        };
    }

    private static Dictionary<string, Action<JsonNode>> Regression(JsonObject golden)
    {
        var (y, predicted) = (golden["y"].Numbers(), golden["pred"].Numbers());
        return new()
        {
            ["y"] = Input,
            ["pred"] = Input,
            ["mae"] = n => Equal(n, RegressionScores.MeanAbsoluteError(y, predicted)),
            ["mse"] = n => Equal(n, RegressionScores.MeanSquaredError(y, predicted)),
            ["r2"] = n => Equal(n, RegressionScores.R2(y, predicted)),
            ["pearson"] = n => Equal(n, RegressionScores.Pearson(y, predicted)),
            ["spearman"] = n => Equal(n, RegressionScores.Spearman(y, predicted)),
            ["kendall"] = n => Equal(n, RegressionScores.Kendall(y, predicted)),
            ["ccc_population_moments"] = n => Equal(n, RegressionScores.ConcordanceCorrelationCoefficient(y, predicted)),
        };
    }

    private static void Input(JsonNode node)
    {
    }

    private static void Equal(JsonNode expected, double actual) => GoldenFile.Close(expected.Number(), actual, Tolerance, what: expected.GetPath());

    private static void Equal(double[] expected, double[] actual) => GoldenFile.Close(expected, actual, Tolerance);

    private static double[] Cells(int classes, Func<int, int, double> cell) =>
        [.. Enumerable.Range(0, classes).SelectMany(t => Enumerable.Range(0, classes).Select(p => cell(t, p)))];

    private static void EqualScore(JsonNode expected, ClassScore actual)
    {
        Equal(expected["precision"]!, actual.Precision);
        Equal(expected["recall"]!, actual.Recall);
        Equal((expected["f1-score"] ?? expected["f1"])!, actual.FScore);
        if (expected["support"] is { } support)
        {
            Assert.Equal(support.Number(), actual.Support);
        }
    }

    private static void EqualReport(JsonNode expected, ClassificationReport actual)
    {
        foreach (var (key, value) in expected.AsObject())
        {
            switch (key)
            {
                case "accuracy":
                    Equal(value!, actual.Accuracy);
                    break;
                case "macro avg":
                    EqualScore(value!, actual.Macro);
                    break;
                case "weighted avg":
                    EqualScore(value!, actual.Weighted);
                    break;
                default:
                    EqualScore(value!, actual.PerClass[int.Parse(key, System.Globalization.CultureInfo.InvariantCulture)]);
                    break;
            }
        }
    }

    private static void EqualReliability(JsonNode expected, Reliability actual)
    {
        Equal(expected["ece"]!, actual.ExpectedCalibrationError);
        Equal(expected["mce"]!, actual.MaximumCalibrationError);
        Equal(
            expected["bins_count_conf_acc"].Matrix().Values,
            [.. actual.Bins.SelectMany(b => new[] { b.Count, b.Confidence, b.Accuracy })]);
    }

    // scikit-learn 1.2.1 starts at max + 1 where later versions and ours start at infinity.
    private static void EqualRoc(JsonNode expected, RocCurve actual)
    {
        Equal(expected["fpr"].Numbers(), [.. actual.FalsePositiveRates]);
        Equal(expected["tpr"].Numbers(), [.. actual.TruePositiveRates]);
        Assert.Equal(double.PositiveInfinity, actual.Thresholds[0]);
        Equal(expected["threshold"].Numbers()[1..], [.. actual.Thresholds.Skip(1)]);
    }
}
