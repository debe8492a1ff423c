using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Discriminant;

namespace ServerlessAffect.Learning.Tests.Discriminant;

public class LinearDiscriminantAnalysisTests
{
    [Fact]
    public void Automatic_shrinkage_equals_scikit_learns()
    {
        // scikit-learn 1.2.1: LinearDiscriminantAnalysis(solver='lsqr', shrinkage='auto').
        var model = new LinearDiscriminantAnalysis { Shrinkage = Shrinkage.Auto }.Fit(Waves.X, Waves.Y, Waves.Classes).Model;

        Close(
            [
                -0.10748503230518446, 0.20523002585029335, 0.28028350588305523, -0.03778456044758882, 0.9574148262799066, 0.4406256872561419, 0.02967179302404814,
                -0.0013541664884369475, 2.1572606757387938, 0.018428266566572607, 0.07373708154645152, 0.05136478958742772,
            ],
            [.. Enumerable.Range(0, 12).Select(at => model.Coefficient(at % 4, at / 4))]);
        Close([-1.3330114668078292, -1.5449947911144757, -2.266348105671411], model.Intercept);
        Close([0.5989029505329772, 0.3248235365726363, 0.07627351289438647], model.PredictProba(Waves.X)[..3]);
    }

    [Fact]
    public void A_fixed_amount_equals_scikit_learns()
    {
        var model = new LinearDiscriminantAnalysis { Shrinkage = Shrinkage.Of(0.3) }.Fit(Waves.X, Waves.Y, Waves.Classes).Model;

        Close(
            [
                -0.06232907611830428, 0.16273518914177265, 0.29481426116849363, -0.04909862507787037, 0.3233346901814589, 0.36933027234054966, 0.013564176366234582,
                -0.006048262400969534, 0.7111212095427825, 0.018538447086653476, 0.05198670142982201, 0.059756411259254315,
            ],
            [.. Enumerable.Range(0, 12).Select(at => model.Coefficient(at % 4, at / 4))]);
        Close([-1.3327922794450926, -1.3593234914065304, -1.497732926595756], model.Intercept);
    }

    [Fact]
    public void More_columns_than_rows_can_be_fitted_and_told_apart_with_shrinkage()
    {
        var x = Invented.Matrix(1, 40, 300);
        int[] y = [.. Enumerable.Range(0, 40).Select(i => i % 2)];
        for (var i = 0; i < 40; i++)
        {
            for (var j = 0; j < 60; j++)
            {
                x[i, j] += y[i];
            }
        }

        var model = new LinearDiscriminantAnalysis { Shrinkage = Shrinkage.Auto }.Fit(x.TakeRows([.. Enumerable.Range(0, 20)]), y[..20], ["a", "b"]).Model;

        Assert.Equal(y[20..], model.Predict(x.TakeRows([.. Enumerable.Range(20, 20)])));
    }

    [Fact]
    public void Directions_separate_classes_with_variance_1_within()
    {
        var fitted = new LinearDiscriminantAnalysis().Fit(Waves.X, Waves.Y, Waves.Classes);
        var along = fitted.Transform(Waves.X);
        for (var d = 0; d < 2; d++)
        {
            var within = 0.0;
            for (var c = 0; c < 3; c++)
            {
                var own = Enumerable.Range(0, 30).Where(i => Waves.Y[i] == c).Select(i => along[i, d]).ToArray();
                within += own.Sum(v => (v - own.Average()) * (v - own.Average()));
            }

            Assert.Equal(27, within, 1e-9);
        }

        Assert.Equal(1, fitted.ExplainedVarianceRatio.Sum(), 1e-12);
    }

    [Fact]
    public void As_many_rows_as_classes_are_refused() => Assert.Equal(
        ErrorCodes.InvalidData,
        Assert.Throws<AffectException>(() => new LinearDiscriminantAnalysis().Fit(Waves.X.TakeRows([0, 1, 2]), [0, 1, 2], Waves.Classes)).Code);

    private static void Close(double[] expected, double[] actual) => Assert.All(expected.Zip(actual), v => Assert.Equal(v.First, v.Second, 1e-10));
}
