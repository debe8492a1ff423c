using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Onnx.Exports;

namespace ServerlessAffect.Onnx.Tests.Exports;

public sealed class DenseExportTests
{
    [Fact]
    public void The_scalers_graph_subtracts_and_divides()
    {
        var scaled = InvokedModel.Dense(StandardScalerExport.Export(new StandardScaling([1, -2], [2, 0.5]), "made-up"), StandardScalerExport.Output, [3, -1, 1, -2], 2, 2);
        Assert.Equal([1f, 2f, 0f, 0f], scaled);
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
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(40), Prop.ForAll(shapes.ToArbitrary(), s =>
        {
            var model = Invented.Linear(s.seed, s.columns, s.classes, 3, s.link);
            if (s.precision == WeightPrecision.Half)
            {
                model = new LinearModel(model.Classes, s.columns, Array.ConvertAll(model.Coefficients, w => (double)(Half)w), model.Intercept, 3, s.link);
            }

            var x = Array.ConvertAll(Invented.Numbers(s.seed, s.rows * s.columns, 2), v => (float)v);
            var scaling = new StandardScaling(Invented.Numbers(s.seed, s.columns, 1), Array.ConvertAll(Invented.Numbers(s.seed, s.columns, 1), v => 1.5 + v));
            var scaled = x.Select((v, i) => (v - scaling.Mean[i % s.columns]) / scaling.Scale[i % s.columns]).ToArray();
            var expected = model.PredictProba(new DenseMatrix(s.rows, s.columns, scaled));
            var actual = InvokedModel.Dense(DenseLinearExport.Export(model, "made-up", scaling, s.precision), SparseInput.Probabilities, x, s.rows, s.columns);
            return Invented.LargestDifference(expected, actual) <= 1e-6;
        }));
    }

    [Fact]
    public void A_scaler_that_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new StandardScaling([1], [1, 2]));
        Assert.Throws<ArgumentException>(() => new StandardScaling([1], [0]));
        Assert.Throws<ArgumentException>(() => new StandardScaling([double.NaN], [1]));
        Assert.Throws<ArgumentException>(() => new StandardScaling([], []));
        Assert.Throws<ArgumentException>(() => DenseLinearExport.Export(Invented.Linear(1, 3, 2), "made-up", new StandardScaling([0], [1])));
    }
}
