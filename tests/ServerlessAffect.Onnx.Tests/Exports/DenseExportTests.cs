using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.Preprocessing;
using ServerlessAffect.Onnx.Exports;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Onnx.Tests.Exports;

public sealed class DenseExportTests
{
    [Fact]
    public void The_scalers_graph_subtracts_and_divides()
    {
        var scaler = StandardScaler.Fit(new DenseMatrix(2, 3, [-1, -2.5, 7, 3, -1.5, 7]));
        var scaled = InvokedModel.Dense(StandardScalerExport.Export(scaler, "made-up"), StandardScalerExport.Output, [3, -1, 8, 1, -2, 7], 2, 3);
        Assert.Equal([1f, 2f, 1f, 0f, 0f, 0f], scaled);
    }

    [Fact]
    public void Scaler_and_linear_model_in_one_graph_give_what_they_give_apart()
    {
        var shapes = from rows in Gen.Choose(1, 12)
                     from columns in Gen.Choose(1, 60)
                     from classes in Gen.Choose(2, 9)
                     from precision in Gen.Elements(WeightPrecision.Single, WeightPrecision.Half)
                     from link in Gen.Elements(ProbabilityLink.Softmax, ProbabilityLink.OneVsRest)
                     from seed in Gen.Choose(0, int.MaxValue / 2)
                     select (rows, columns, classes, precision, link, seed);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(40)), Prop.ForAll(shapes.ToArbitrary(), s =>
        {
            var model = Invented.Linear(s.seed, s.columns, s.classes, 3, s.link);
            if (s.precision == WeightPrecision.Half)
            {
                model = new LinearModel(model.Classes, s.columns, Array.ConvertAll(model.Coefficients, w => (double)(Half)w), model.Intercept, 3, s.link);
            }

            var x = Array.ConvertAll(Invented.Numbers(s.seed, s.rows * s.columns, 2), v => (float)v);
            var scaler = Invented.Scaler(s.seed, s.columns);
            var scaled = x.Select((v, i) => (v - scaler.Mean[i % s.columns]) / scaler.Scale[i % s.columns]).ToArray();
            var expected = model.PredictProba(new DenseMatrix(s.rows, s.columns, scaled));
            var actual = InvokedModel.Dense(DenseLinearExport.Export(model, "made-up", scaler, s.precision), SparseInput.Probabilities, x, s.rows, s.columns);
            return Invented.LargestDifference(expected, actual) <= 1e-6;
        }));
    }

    [Fact]
    public void A_scaler_that_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>(() => DenseLinearExport.Export(Invented.Linear(1, 3, 2), "made-up", Invented.Scaler(1, 4)));
        Assert.Throws<ArgumentException>(() => StandardScalerExport.Export(StandardScaler.Fit(new DenseMatrix(2, 1, [0, 1e-60])), "made-up"));
        Assert.Throws<ArgumentException>(() => StandardScalerExport.Export(StandardScaler.Fit(new DenseMatrix(2, 1, [0, 1e60])), "made-up"));
    }
}
