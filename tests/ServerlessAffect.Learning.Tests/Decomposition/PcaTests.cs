using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Numerics;
using ServerlessAffect.Learning.Decomposition;

namespace ServerlessAffect.Learning.Tests.Decomposition;

public class PcaTests
{
    [Theory]
    [InlineData(40, 20)]
    [InlineData(41, 20)]
    [InlineData(39, 20)]
    [InlineData(12, 30)]
    public void Tall_and_wide_tables_give_the_variance_of_their_scores(int rows, int columns)
    {
        var x = Invented.Matrix(rows, rows, columns);
        var pca = Pca.Fit(x, 5);
        var scores = pca.Transform(x).Transpose();

        for (var c = 0; c < 5; c++)
        {
            Assert.Equal(pca.ExplainedVariance[c], FixedOrder.SumOfSquares(scores.Row(c)) / (rows - 1), 1e-12);
            Assert.Equal(1, FixedOrder.Norm(pca.Components.Row(c)), 1e-12);
        }
    }

    [Fact]
    public void Shares_add_up_and_whitened_scores_have_variance_1()
    {
        var x = Invented.Matrix(9, 300, 8);
        var pca = Pca.Fit(x, whiten: true);
        var scores = pca.Transform(x).Transpose();

        Assert.Equal(1, pca.CumulativeVarianceRatio[^1], 1e-12);
        Assert.Equal(pca.ExplainedVarianceRatio[0] + pca.ExplainedVarianceRatio[1], pca.CumulativeVarianceRatio[1], 1e-15);
        Assert.All(Enumerable.Range(0, 8), c => Assert.Equal(1, FixedOrder.SumOfSquares(scores.Row(c)) / 299, 1e-12));
        Assert.True(Pca.FitVariance(x, pca.CumulativeVarianceRatio[3] - 1e-9).Components.Rows == 4);
    }

    [Fact]
    public void Random_projections_find_the_same_components_where_they_stand_out()
    {
        var x = Stretched(400, 150);
        var (full, random) = (Pca.Fit(x, 6), Pca.FitRandomized(x, 6));

        Assert.All(full.ExplainedVariance.Zip(random.ExplainedVariance), p => Assert.Equal(p.First, p.Second, 1e-6 * p.First));
        Assert.All(full.Components.Values.Zip(random.Components.Values), p => Assert.Equal(p.First, p.Second, 1e-4));
        Assert.All(full.ExplainedVarianceRatio.Zip(random.ExplainedVarianceRatio), p => Assert.Equal(p.First, p.Second, 1e-6));
        Assert.Equal(full.NoiseVariance, random.NoiseVariance, 1e-6);
    }

    [Fact]
    public void Random_projections_keep_to_their_seed_on_any_number_of_threads()
    {
        var x = Stretched(300, 60);
        var settings = new RandomizedSvdSettings { RandomState = 3, PowerIterations = 0 };
        var one = Pca.FitRandomized(x, 6, settings);

        Assert.Equal(one.Components.Values, Pca.FitRandomized(x, 6, settings, parallelism: 4).Components.Values);
        Assert.NotEqual(one.Components.Values, Pca.FitRandomized(x, 6, settings with { RandomState = 4 }).Components.Values);
    }

    [Fact]
    public void A_column_without_variance_takes_no_part()
    {
        var x = Invented.Matrix(9, 100, 4);
        for (var i = 0; i < 100; i++)
        {
            x[i, 2] = 5;
        }

        var pca = Pca.Fit(x);

        Assert.Equal(0, pca.ExplainedVariance[3], 1e-20);
        Assert.All(Enumerable.Range(0, 3), c => Assert.Equal(0, pca.Components[c, 2], 1e-12));
    }

    [Fact]
    public void What_has_no_components_is_refused()
    {
        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => Pca.Fit(new DenseMatrix(1, 3))).Code);
        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => Pca.FitRandomized(new DenseMatrix(2, 1, [0, double.NaN]), 1)).Code);
        Assert.Throws<ArgumentOutOfRangeException>(() => Pca.Fit(Invented.Matrix(1, 5, 3), 4));
        Assert.ThrowsAny<OperationCanceledException>(() => Pca.Fit(Invented.Matrix(1, 50, 3), cancellationToken: new CancellationToken(canceled: true)));
    }

    // Directions of ever less variance.
    private static DenseMatrix Stretched(int rows, int columns)
    {
        var x = Invented.Matrix(4, rows, columns);
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                x[i, j] *= Math.Pow(0.7, j);
            }
        }

        return x;
    }
}
