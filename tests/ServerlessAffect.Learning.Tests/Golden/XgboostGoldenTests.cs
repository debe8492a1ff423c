using System.Text.Json.Nodes;
using ServerlessAffect.Learning.Trees.Boosting;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Learning.Tests.Golden;

/// <summary>Every case of xgboost.json: its model files say the same here, and its settings make models that are as good after every round.</summary>
public class XgboostGoldenTests
{
    private const string File = "xgboost.json";

    public static TheoryData<string> Cases()
    {
        try
        {
            return new(GoldenFile.Read(File)["cases"]!.AsObject().Select(c => c.Key));
        }
        catch (SkipException)
        {
            return new("(no golden values)");
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void A_saved_model_says_what_it_says_in_Python(string name)
    {
        var (golden, test) = (Case(name), Rows(name, trained: false));
        var json = System.IO.File.ReadAllBytes(Path.Combine(SharedFiles.RequireGolden("learning"), golden["model_file"]!.GetValue<string>()));
        int[] leaves;
        double[] contributions, gain, weight;
        var first = new DenseMatrix(3, test.X.Columns, test.X.Values[..(3 * test.X.Columns)]);
        if (IsRegression(golden))
        {
            var model = XgbRegression.Load(json);
            GoldenFile.Close(Flat(golden["pred"]), model.Predict(test.X), 1e-5, what: "prediction");
            GoldenFile.Close(Flat(golden["pred_first2_rounds"]), model.FirstRounds(2).Predict(test.X), 1e-5, what: "prediction after two rounds");
            (leaves, contributions) = (model.Leaves(test.X), model.Contributions(first));
            (gain, weight) = (model.Importance(ImportanceKind.Gain), model.Importance(ImportanceKind.Weight));
        }
        else
        {
            var model = XgbModel.Load(json, Classes(golden));
            GoldenFile.Close(Flat(golden["margin"]), model.Margins(test.X), 1e-5, what: "margin");
            GoldenFile.Close(Flat(golden["pred"]), Said(model, test.X), 1e-6, what: "probability");
            GoldenFile.Close(Flat(golden["pred_first2_rounds"]), Said(model.FirstRounds(2), test.X), 1e-6, what: "probability after two rounds");
            (leaves, contributions) = (model.Leaves(test.X), model.Contributions(first));
            (gain, weight) = (model.Importance(ImportanceKind.Gain), model.Importance(ImportanceKind.Weight));
            Assert.Equal((int)golden["rounds"].Number(), model.Rounds);
        }

        Assert.Equal(Flat(golden["leaf_index"]), Array.ConvertAll(leaves, leaf => (double)leaf));
        GoldenFile.Close(Flat(golden["shap_first3"]), contributions, 1e-4, what: "contribution");
        GoldenFile.Close(Named(golden["gain_importance"], test.X.Columns), gain, 1e-5, 1e-6, "gain");
        GoldenFile.Close(Named(golden["weight_importance"], test.X.Columns), weight, 0, what: "weight");
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void The_same_settings_reach_the_same_metric_after_every_round(string name)
    {
        var golden = Case(name);
        var settings = Settings(golden);
        var (train, test) = (Rows(name, trained: true), Rows(name, trained: false));
        IReadOnlyList<RoundScores> history;
        double[] predicted, expected = Flat(golden["pred"]);
        if (IsRegression(golden))
        {
            var model = new XgbRegressor { Settings = settings }.Fit(train.X, train.Y, validation: new(test.X, test.Y));
            (history, predicted) = (model.History, model.Predict(test.X));
        }
        else
        {
            int[] Labels(double[] y) => Array.ConvertAll(y, label => (int)label);
            var model = new XgbClassifier { Settings = settings }.Fit(train.X, Labels(train.Y), Classes(golden), validation: new(test.X, Labels(test.Y)));
            (history, predicted) = (model.History, Said(model, test.X));
        }

        GoldenFile.Close(expected, predicted, 1e-4, what: "prediction");
        foreach (var (part, ours) in new[] { ("train", "train"), ("test", "validation") })
        {
            foreach (var (metric, values) in golden["eval"]![part]!.AsObject())
            {
                var found = Assert.Single(history, h => h.Part == ours && h.Metric == metric);
                GoldenFile.Close(values.Numbers(), [.. found.Values], 1e-4, what: $"{part} {metric}");
            }
        }
    }

    private static JsonNode Case(string name)
    {
        var golden = GoldenFile.Read(File)["cases"]![name]!;
        Skip.IfNot(XgbLibrary.IsInstalled, "XGBoost's library is not installed (apt-get install libxgboost0).");
        return golden;
    }

    private static bool IsRegression(JsonNode golden) => golden["params"]!["objective"]!.GetValue<string>().StartsWith("reg:", StringComparison.Ordinal);

    private static string[] Classes(JsonNode golden) =>
        [.. Enumerable.Range(0, (int)(golden["params"]!["num_class"]?.Number() ?? 2)).Select(c => $"class {c}")];

    // Of two classes the file has the second one's probability.
    private static double[] Said(XgbModel model, DenseMatrix x)
    {
        var probabilities = ((IDenseClassifier)model).PredictProba(x);
        return model.Outputs > 1 ? probabilities : [.. probabilities.Where((_, i) => i % 2 == 1)];
    }

    private static (DenseMatrix X, double[] Y) Rows(string name, bool trained)
    {
        var golden = Case(name);
        var (x, y) = (golden["X"].Matrix(), golden["y"].Numbers());
        var test = golden["test_rows"].Integers();
        int[] rows = trained ? [.. Enumerable.Range(0, y.Length).Except(test)] : test;
        return (x.TakeRows(rows), Array.ConvertAll(rows, r => y[r]));
    }

    private static double[] Named(JsonNode? importance, int columns)
    {
        var values = new double[columns];
        foreach (var (column, value) in importance!.AsObject())
        {
            values[int.Parse(column.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)] = value.Number();
        }

        return values;
    }

    private static double[] Flat(JsonNode? node) => node is JsonArray rows ? [.. rows.SelectMany(Flat)] : [node.Number()];

    private static XgbSettings Settings(JsonNode golden)
    {
        var settings = new XgbSettings { Rounds = (int)golden["rounds"].Number() };
        foreach (var (name, value) in golden["params"]!.AsObject())
        {
            settings = name switch
            {
                "objective" or "num_class" => settings,
                "tree_method" => settings with { TreeMethod = Enum.Parse<TreeMethod>(value!.GetValue<string>(), ignoreCase: true) },
                "eval_metric" => settings with { EvalMetric = value!.GetValue<string>() },
                "max_depth" => settings with { MaxDepth = (int)value.Number() },
                "eta" or "learning_rate" => settings with { LearningRate = value.Number() },
                "reg_lambda" or "lambda" => settings with { RegLambda = value.Number() },
                "reg_alpha" or "alpha" => settings with { RegAlpha = value.Number() },
                "gamma" or "min_split_loss" => settings with { Gamma = value.Number() },
                "min_child_weight" => settings with { MinChildWeight = value.Number() },
                "subsample" => settings with { Subsample = value.Number() },
                "colsample_bytree" => settings with { ColsampleByTree = value.Number() },
                "colsample_bylevel" => settings with { ColsampleByLevel = value.Number() },
                "colsample_bynode" => settings with { ColsampleByNode = value.Number() },
                "num_parallel_tree" => settings with { NumParallelTree = (int)value.Number() },
                "max_bin" => settings with { MaxBin = (int)value.Number() },
                "base_score" => settings with { BaseScore = value.Number() },
                "seed" => settings with { RandomState = (int)value.Number() },
                "nthread" => settings with { Parallelism = (int)value.Number() },
                _ => throw new InvalidOperationException($"The parameter {name} is not known to this test."),
            };
        }

        return settings;
    }
}
