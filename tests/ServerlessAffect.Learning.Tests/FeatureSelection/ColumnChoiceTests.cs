using ServerlessAffect.Learning.FeatureSelection;

namespace ServerlessAffect.Learning.Tests.FeatureSelection;

public class ColumnChoiceTests
{
    [Fact]
    public void Analysis_of_variance_equals_scikit_learns()
    {
        // scikit-learn 1.2.1: f_classif.
        var anova = AnovaF.Of(Waves.X, Waves.Y, 3);

        Assert.All(new[] { 5.682893942551516, 0.9087655141015727, 0.7214143378057922, 0.15448657696826978 }.Zip(anova.F), v => Assert.Equal(v.First, v.Second, 1e-10));
        Assert.All(new[] { 0.008712949116975621, 0.4149964949347566, 0.49519723830318413, 0.8576069940132154 }.Zip(anova.PValues), v => Assert.Equal(v.First, v.Second, 1e-10));
    }

    [Fact]
    public void The_best_come_in_their_own_order_and_no_number_is_worst()
    {
        Assert.Equal([1, 4], ColumnChoice.Best([0.5, 3, double.NaN, 0.5, double.PositiveInfinity], 2));
        Assert.Equal([0, 1, 4], ColumnChoice.Best([0.5, 3, double.NaN, 0.5, double.PositiveInfinity], 3));
    }

    [Fact]
    public void A_constant_column_is_no_choice_of_analysis_or_variance()
    {
        var x = new DenseMatrix(4, 3, [1, 7, 0, 2, 7, 0, 3, 7, 1, 4, 7, 1]);
        var anova = AnovaF.Of(x, [0, 0, 1, 1], 2);

        Assert.True(double.IsNaN(anova.F[1]));
        Assert.True(double.IsInfinity(anova.F[2]));
        Assert.Equal(0, anova.PValues[2]);
        Assert.Equal([0, 2], ColumnChoice.Varying(x));
    }

    [Fact]
    public void A_column_that_repeats_another_either_way_is_left_out()
    {
        var x = Invented.Matrix(1, 50, 5);
        for (var i = 0; i < 50; i++)
        {
            x[i, 3] = 4 - (2 * x[i, 1]);
            x[i, 4] = 1;
        }

        Assert.Equal([0, 1, 2], ColumnChoice.Uncorrelated(x, 0.95));
    }
}
