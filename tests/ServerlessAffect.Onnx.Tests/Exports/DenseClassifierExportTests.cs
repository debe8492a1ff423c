using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Ensembles;
using ServerlessAffect.Learning.Kernels;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Onnx.Exports;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Onnx.Tests.Exports;

public sealed class DenseClassifierExportTests
{
    private const double Tolerance = 1e-6;

    [Fact]
    public void Any_nesting_gives_the_models_probabilities()
    {
        var shapes = from rows in Gen.Choose(1, 12)
                     from columns in Gen.Choose(2, 40)
                     from support in Gen.Choose(1, 60)
                     from classes in Gen.Choose(2, 8)
                     from kind in Gen.Elements(KernelKind.Linear, KernelKind.Rbf, KernelKind.Polynomial)
                     from precision in Gen.Elements(WeightPrecision.Single, WeightPrecision.Half, WeightPrecision.Int8)
                     from seed in Gen.Choose(0, int.MaxValue / 2)
                     select (rows, columns, support, classes, kind, precision, seed);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(40)), Prop.ForAll(shapes.ToArbitrary(), s =>
        {
            var kernel = Invented.Kernel(s.seed, s.kind, s.support, s.columns, s.classes);
            int[] columns = [.. Enumerable.Range(0, s.columns).Reverse().Where(c => c % 3 != 1).DefaultIfEmpty(0)];
            var linear = Invented.Linear(s.seed, columns.Length, s.classes, 0.8, ProbabilityLink.OneVsRest);
            var picked = new DensePipeline(s.columns, columns, Invented.Scaler(s.seed, columns.Length), 1.5, linear);
            var scaled = new DensePipeline(s.columns, null, Invented.Scaler(s.seed, s.columns), double.PositiveInfinity, kernel);
            var mean = new LogProbabilityMean([new(picked, 2), new(new LogProbabilityMean([new(scaled), new(kernel)], 1.3))], 0.7);
            foreach (var model in new IDenseClassifier[] { kernel, scaled, picked, mean })
            {
                RunsAsItself(model, s.seed, s.rows, s.precision);
            }
        }));
    }

    [Fact]
    public void A_machine_as_large_as_the_speech_models_keeps_its_digits_and_its_file_is_small()
    {
        var kernel = Invented.Kernel(1, KernelKind.Rbf, 1290, 1000, 8);
        var scores = Array.ConvertAll(kernel.Coefficients, c => c * 8);
        var wild = new KernelModel(kernel.Classes, kernel.Kernel, kernel.SupportVectors, scores, kernel.Intercept, 0.3);
        var model = new DensePipeline(1000, null, Invented.Scaler(2, 1000), 4, wild);

        RunsAsItself(model, 3, 40, WeightPrecision.Int8);
        RunsAsItself(model, 3, 40, WeightPrecision.Half);
        RunsAsItself(model, 3, 40, WeightPrecision.Single);
        Assert.InRange(DenseClassifierExport.Export(model, "made-up", WeightPrecision.Half).Length, 1290 * 1000 * 2, 2_700_000);
    }

    [Fact]
    public void Bytes_halve_the_file_again_and_hardly_move_a_distance()
    {
        var kernel = Invented.Kernel(1, KernelKind.Rbf, 300, 2000, 8);
        var bytes = (KernelModel)DenseClassifierExport.Rounded(kernel, WeightPrecision.Int8);
        var far = kernel.SupportVectors.Values.Zip(bytes.SupportVectors.Values, (a, b) => Math.Abs(a - b)).Max();

        Assert.InRange(far, 0, 2.0 / 127 / 2 * 1.001);
        Assert.InRange(DenseClassifierExport.Export(kernel, "made-up", WeightPrecision.Int8).Length, 600_000, 625_000);
        var x = new DenseMatrix(20, 2000, Invented.Numbers(7, 40_000, 4));
        var (exact, rounded) = (GramMatrix.Between(x, kernel.SupportVectors, kernel.Kernel), GramMatrix.Between(x, bytes.SupportVectors, kernel.Kernel));
        Assert.All(exact.Values.Zip(rounded.Values), k => Assert.Equal(k.First, k.Second, 1e-3));
    }

    [Theory]
    [InlineData(WeightPrecision.Single)]
    [InlineData(WeightPrecision.Half)]
    [InlineData(WeightPrecision.Int8)]
    public void A_machine_fitted_on_rounded_rows_loses_nothing_in_the_file(WeightPrecision precision)
    {
        var rows = DenseClassifierExport.RoundedRows(new DenseMatrix(60, 30, Invented.Numbers(1, 1800, 7)), precision);
        int[] y = [.. Enumerable.Range(0, 60).Select(i => i % 3)];
        var model = new KernelRidgeClassifier().Fit(rows, y, ["a", "b", "c"]);
        var held = (KernelModel)DenseClassifierExport.Rounded(model, precision);

        Assert.Equal(rows.Values, held.SupportVectors.Values);
    }

    [Fact]
    public void What_has_no_graph_or_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>(() => DenseClassifierExport.Export(new Unknown(), "made-up"));
        var wide = new LinearModel(["a", "b"], 1, [1e5, 0], [0, 0]);
        Assert.Throws<ArgumentException>(() => DenseClassifierExport.Export(wide, "made-up", WeightPrecision.Half));
        Assert.Throws<ArgumentOutOfRangeException>(() => DenseLinearExport.Export(Invented.Linear(1, 3, 2), "made-up", precision: WeightPrecision.Int8));
    }

    private static void RunsAsItself(IDenseClassifier model, int seed, int rows, WeightPrecision precision)
    {
        var x = Array.ConvertAll(Invented.Numbers(seed, rows * model.Features, 4), v => (float)v);
        var expected = DenseClassifierExport.Rounded(model, precision).PredictProba(new DenseMatrix(rows, model.Features, Array.ConvertAll(x, v => (double)v)));
        var actual = InvokedModel.Dense(DenseClassifierExport.Export(model, "made-up", precision), SparseInput.Probabilities, x, rows, model.Features);
        Assert.InRange(Invented.LargestDifference(expected, actual), 0, Tolerance);
    }

    private sealed class Unknown : IDenseClassifier
    {
        public IReadOnlyList<string> Classes => ["a", "b"];

        public int Features => 1;

        public double[] DecisionFunction(DenseMatrix x, CancellationToken cancellationToken = default) => [];

        public double[] PredictLogProba(DenseMatrix x, CancellationToken cancellationToken = default) => [];
    }
}
