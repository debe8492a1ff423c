using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Learning;
using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Onnx.Exports;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Onnx.Tests.Exports;

public sealed class SparseLinearExportTests
{
    [Fact]
    public void The_graph_gives_the_models_probabilities_for_any_shape_padding_and_link()
    {
        var shapes = from rows in Gen.Choose(1, 20)
                     from columns in Gen.Choose(1, 200)
                     from classes in Gen.Choose(2, 25)
                     from padding in Gen.Choose(0, 40)
                     from link in Gen.Elements(ProbabilityLink.Softmax, ProbabilityLink.OneVsRest)
                     from temperature in Gen.Elements(1.0, 0.6, 2.5)
                     from seed in Gen.Choose(0, int.MaxValue / 2)
                     select (rows, columns, classes, padding, link, temperature, seed);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(60)), Prop.ForAll(shapes.ToArbitrary(), s =>
        {
            var model = Invented.Linear(s.seed, s.columns, s.classes, s.temperature, s.link);
            var x = Invented.Rows(s.seed, s.rows, s.columns);
            var actual = InvokedModel.Sparse(SparseLinearExport.Export(model, "made-up"), x, Math.Max(1, s.columns + s.padding));
            return Invented.LargestDifference(model.PredictProba(x), actual) <= 1e-6;
        }));
    }

    [Fact]
    public void Half_precision_weights_run_as_the_model_with_rounded_weights()
    {
        var model = Invented.Linear(4, 120, 20);
        var rounded = new LinearModel(model.Classes, 120, Array.ConvertAll(model.Coefficients, w => (double)(Half)w), model.Intercept, model.Temperature);
        var x = Invented.Rows(4, 30, 120);
        var file = SparseLinearExport.Export(model, "made-up", WeightPrecision.Half);
        Assert.InRange(Invented.LargestDifference(rounded.PredictProba(x), InvokedModel.Sparse(file, x, 120)), 0, 1e-6);
        Assert.InRange(file.Length, 120 * 20 * 2, (120 * 20 * 2) + 1500);
    }

    [Theory]
    [InlineData(WeightPrecision.Half, 70000)]
    [InlineData(WeightPrecision.Half, -70000)]
    [InlineData(WeightPrecision.Single, 1e39)]
    [InlineData(WeightPrecision.Single, double.NaN)]
    public void Weights_that_do_not_fit_the_precision_are_refused(WeightPrecision precision, double weight)
    {
        var model = Invented.Linear(1, 3, 2);
        model.Coefficients[2] = weight;
        Assert.Throws<ArgumentException>(() => SparseLinearExport.Export(model, "made-up", precision));
    }

    [Fact]
    public void The_measured_effect_of_half_precision_is_the_largest_difference_of_any_probability()
    {
        var model = new LinearModel(["a", "b"], 1, [1.0004, 0], [0, 1.0002]);
        var x = new Core.Features.CsrMatrix(2, 1, [0, 1, 1], [0], [1]);
        var effect = HalfPrecisionCheck.Measure(model, x, CancellationToken.None);
        var rounded = (double)(Half)1.0004;
        var expected = Math.Abs((1 / (1 + Math.Exp(1.0002 - 1.0004))) - (1 / (1 + Math.Exp(1.0002 - rounded))));
        Assert.Equal((2, 1), (effect.Rows, effect.LabelsChanged));
        Assert.Equal(expected, effect.LargestDifference, 1e-12);
    }
}
