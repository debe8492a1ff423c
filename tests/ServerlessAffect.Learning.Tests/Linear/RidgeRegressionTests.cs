using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Linear;

namespace ServerlessAffect.Learning.Tests.Linear;

public class RidgeRegressionTests
{
    [Theory]
    [InlineData(40, 6)]
    [InlineData(6, 40)]
    public void The_solution_has_no_slope_left_whichever_way_it_was_found(int rows, int columns)
    {
        var (x, y) = (Invented.Matrix(1, rows, columns), Invented.Matrix(2, rows, 1).Values);
        var model = new RidgeRegression { Alpha = 0.4 }.Fit(x, y);
        var off = model.Predict(x).Zip(y, (p, t) => p - t).ToArray();

        Assert.Equal(0, off.Sum(), 1e-10);
        for (var j = 0; j < columns; j++)
        {
            Assert.Equal(0, Enumerable.Range(0, rows).Sum(i => off[i] * x[i, j]) + (0.4 * model.Coefficients[j]), 1e-10);
        }
    }

    [Fact]
    public void Targets_that_are_no_numbers_are_refused() =>
        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => new RidgeRegression().Fit(new DenseMatrix(2, 1), [1, double.NaN])).Code);
}
