using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Ensembles;
using ServerlessAffect.Learning.Kernels;
using ServerlessAffect.Learning.NaiveBayes;
using ServerlessAffect.Learning.Neighbors;
using ServerlessAffect.Learning.Preprocessing;
using ServerlessAffect.Learning.Trees.Boosting;
using ServerlessAffect.Onnx.Exports;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Onnx.Tests.Exports;

public sealed class TreeExportTests
{
    private const int Rows = 90;
    private const int Columns = 6;
    private const double Tolerance = 1e-5;

    private static readonly string[] Names = ["a", "b", "c", "d"];

    [SkippableTheory]
    [InlineData(2, 0.5)]
    [InlineData(2, 0.07)]
    [InlineData(4, 0.5)]
    [InlineData(3, -1.25)]
    public void Trees_run_as_themselves_with_values_missing_and_any_base_score(int classes, double baseScore)
    {
        RequireLibrary();
        var settings = new XgbSettings { Rounds = 30, MaxDepth = 5, BaseScore = baseScore, Gamma = 0.05, Subsample = 0.8, ColsampleByNode = 0.7 };

        SaysTheSame(new XgbClassifier { Settings = settings }.Fit(Holed(1), Labels(classes), Names[..classes]), Holed(2));
    }

    [SkippableFact]
    public void A_value_on_a_threshold_goes_the_same_way()
    {
        RequireLibrary();
        var x = new DenseMatrix(Rows, 1, [.. Enumerable.Range(0, Rows).Select(i => (double)(float)(i % 9 / 7.0))]);
        var model = new XgbClassifier { Settings = new() { Rounds = 10, TreeMethod = TreeMethod.Hist } }.Fit(x, Labels(3), Names[..3]);
        var thresholds = model.Trees.SelectMany(t => t.Reached().Where(n => t.Feature[n] >= 0).Select(n => t.Value[n])).Distinct();
        double[] near = [.. thresholds.SelectMany(t => new double[] { t, float.BitIncrement(t), float.BitDecrement(t) })];
        Assert.NotEmpty(near);

        SaysTheSame(model, new DenseMatrix(near.Length, 1, near));
    }

    [SkippableFact]
    public void A_forest_runs_as_itself()
    {
        RequireLibrary();
        SaysTheSame(new RandomForestClassifier { Trees = 150, ColsampleByNode = 0.4 }.Fit(Holed(3), Labels(4), Names), Holed(4));
    }

    [SkippableFact]
    public void The_library_reads_the_golden_models_and_their_files_say_the_same()
    {
        RequireLibrary();
        var files = Directory.EnumerateFiles(SharedFiles.RequireGolden("learning"), "xgb-*.json").Order(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(files);
        var run = 0;
        foreach (var file in files)
        {
            var json = File.ReadAllBytes(file);
            if (Enumerable.Range(2, 9).Select(classes => TryLoad(json, classes)).FirstOrDefault(m => m is not null) is { } model)
            {
                SaysTheSame(model, new DenseMatrix(200, model.Features, Invented.Numbers(5, 200 * model.Features, 60)));
                run++;
            }
        }

        Assert.True(run > 0, "No golden model tells classes.");
    }

    [SkippableFact]
    public void The_whole_chain_of_a_recipe_runs_as_itself()
    {
        RequireLibrary();
        var x = new DenseMatrix(Rows, Columns, Invented.Numbers(6, Rows * Columns, 4));
        var scaler = StandardScaler.Fit(x);
        var scaled = scaler.Transform(x);
        var y = Labels(3);
        var trees = new XgbClassifier { Settings = new() { Rounds = 12, MaxDepth = 3 } }.Fit(scaled, y, Names[..3]);
        var forest = new RandomForestClassifier { Trees = 30 }.Fit(x, y, Names[..3]);
        var kernel = new KernelRidgeClassifier().Fit(scaled, y, Names[..3]);
        IDenseClassifier mean = new LogProbabilityMean(
        [
            new(new DensePipeline(Columns, null, scaler, double.PositiveInfinity, new SoftmaxOfScores(trees, 1.7)), 2),
            new(new SoftmaxOfScores(forest, 0.2)),
            new(new DensePipeline(Columns, null, scaler, 4, kernel.WithTemperature(0.6))),
            new(new DensePipeline(Columns, null, scaler, 4, new SoftmaxOfScores(new GaussianNB().Fit(scaled, y, Names[..3]), 3))),
            new(new DensePipeline(Columns, null, scaler, 4, new SoftmaxOfScores(new KNeighborsClassifier { Neighbors = 7 }.Fit(scaled, y, Names[..3]), 0.3))),
        ], 0.8);

        SaysTheSame(mean, new DenseMatrix(50, Columns, Invented.Numbers(7, 50 * Columns, 4)));
    }

    [Fact]
    public void Naive_Bayes_and_neighbours_run_as_themselves()
    {
        var x = new DenseMatrix(Rows, Columns, Invented.Numbers(8, Rows * Columns, 4));
        var normal = new GaussianNB().Fit(x, Labels(4), Names);
        var neighbors = new SoftmaxOfScores(new KNeighborsClassifier { Neighbors = 5 }.Fit(x, Labels(4), Names), 0.4);
        var asked = new DenseMatrix(40, Columns, Invented.Numbers(9, 40 * Columns, 4));

        foreach (var precision in Enum.GetValues<WeightPrecision>())
        {
            SaysTheSame(normal, asked, precision);
            SaysTheSame(neighbors, asked, precision);
        }
    }

    [Fact]
    public void Votes_by_distance_have_no_graph()
    {
        var x = new DenseMatrix(Rows, Columns, Invented.Numbers(8, Rows * Columns, 4));
        var model = new KNeighborsClassifier { Weights = NeighborWeights.Distance }.Fit(x, Labels(2), Names[..2]);

        Assert.Throws<ArgumentException>(() => DenseClassifierExport.Export(new SoftmaxOfScores(model, 1), "made-up"));
    }

    private static void RequireLibrary() => Skip.IfNot(XgbLibrary.IsInstalled, "XGBoost's library is not installed (apt-get install libxgboost0).");

    private static XgbModel? TryLoad(byte[] json, int classes)
    {
        try
        {
            return XgbModel.Load(json, [.. Enumerable.Range(0, classes).Select(c => $"class {c}")]);
        }
        catch (Core.Errors.AffectException)
        {
            return null;
        }
    }

    private static int[] Labels(int classes) => [.. Enumerable.Range(0, Rows).Select(i => i * 7 % 11 % classes)];

    // A value in seven is missing.
    private static DenseMatrix Holed(int seed) =>
        new(Rows, Columns, [.. Invented.Numbers(seed, Rows * Columns, 4).Select((v, i) => i % 7 == 3 ? double.NaN : v)]);

    private static void SaysTheSame(IDenseClassifier model, DenseMatrix rows, WeightPrecision precision = WeightPrecision.Single)
    {
        var x = Array.ConvertAll(rows.Values, v => (float)v);
        var held = DenseClassifierExport.Rounded(model, precision);
        var expected = held.PredictProba(new DenseMatrix(rows.Rows, rows.Columns, Array.ConvertAll(x, v => (double)v)));
        var actual = InvokedModel.Dense(DenseClassifierExport.Export(model, "made-up", precision), SparseInput.Probabilities, x, rows.Rows, rows.Columns);
        Assert.InRange(Invented.LargestDifference(expected, actual), 0, Tolerance);
    }
}
