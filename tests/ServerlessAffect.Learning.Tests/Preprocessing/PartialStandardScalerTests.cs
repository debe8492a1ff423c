using ServerlessAffect.Learning.Preprocessing;

namespace ServerlessAffect.Learning.Tests.Preprocessing;

public class PartialStandardScalerTests
{
    [Fact]
    public void Rows_that_come_one_by_one_give_the_scaler_of_all_of_them()
    {
        var x = Rows(57, 5);
        var partial = new PartialStandardScaler(5);
        for (var i = 0; i < x.Rows; i++)
        {
            partial.Add(Array.ConvertAll(x.Row(i).ToArray(), v => (float)v));
        }

        var (expected, actual) = (StandardScaler.Fit(x), partial.ToScaler());

        for (var j = 0; j < 5; j++)
        {
            Assert.Equal(expected.Mean[j], actual.Mean[j], 1e-9 * Math.Abs(expected.Mean[j]) + 1e-12);
            Assert.Equal(expected.Scale[j], actual.Scale[j], 1e-9 * expected.Scale[j]);
        }

        Assert.Equal((57, 1.0), (partial.Rows, actual.Scale[4]));
    }

    [Fact]
    public void Rows_of_single_precision_are_scaled_as_those_of_double()
    {
        var x = Rows(70, 5);
        var scaler = StandardScaler.Fit(x);
        var rows = Array.ConvertAll(x.Values, v => (float)v);

        scaler.Transform(rows);

        Assert.Equal(Array.ConvertAll(scaler.Transform(x).Values, v => (float)v), rows);
        Assert.Throws<ArgumentException>(() => scaler.Transform(new float[7]));
    }

    [Fact]
    public void Nothing_is_fitted_on_nothing_and_rows_have_one_length()
    {
        Assert.Throws<InvalidOperationException>(() => new PartialStandardScaler(3).ToScaler());
        Assert.Throws<ArgumentException>(() => new PartialStandardScaler(3).Add([1, 2]));
    }

    /// <summary>Values that single precision holds; the mean of one column is far above its deviation, the last is constant.</summary>
    private static DenseMatrix Rows(int rows, int columns)
    {
        var x = Invented.Matrix(3, rows, columns);
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                x.Row(i)[j] = (float)(j == columns - 1 ? 0.1 : j == 0 ? 1e5 + x.Row(i)[j] : x.Row(i)[j]);
            }
        }

        return x;
    }
}
