using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Tests.LinearAlgebra;

public class TallQrTests
{
    [Theory]
    [InlineData(7, 7)]
    [InlineData(50, 3)]
    [InlineData(257, 1)]
    [InlineData(9000, 5)]
    [InlineData(4097, 80)]
    public void The_triangle_has_the_products_of_the_columns(int rows, int columns)
    {
        var a = Invented.Matrix(rows, rows, columns);
        var offset = Invented.Matrix(2, 1, columns).Values;
        var lower = TallQr.Triangle(a, offset, 1, CancellationToken.None);
        var shifted = new DenseMatrix(rows, columns, [.. a.Values.Select((v, i) => v - offset[i % columns])]).Transpose();
        var expected = MatrixProduct.WithItself(shifted, 1, CancellationToken.None);

        Assert.All(expected.Values.Zip(MatrixProduct.WithItself(lower, 1, CancellationToken.None).Values), p => Assert.Equal(p.First, p.Second, 1e-12 * rows));
        Assert.All(Enumerable.Range(0, columns), j => Assert.All(lower.Row(j)[(j + 1)..].ToArray(), v => Assert.Equal(0, v)));
        Assert.Equal(lower.Values, TallQr.Triangle(a, offset, 4, CancellationToken.None).Values);
    }

    [Fact]
    public void Small_singular_values_are_not_lost_in_large_ones()
    {
        var a = Invented.Matrix(1, 2000, 3);
        for (var i = 0; i < a.Rows; i++)
        {
            a[i, 0] *= 1e9;
        }

        var direct = SingularValues.Of(a, CancellationToken.None).Values;
        var reduced = SingularValues.Of(TallQr.Triangle(a, new double[3], 1, CancellationToken.None), CancellationToken.None).Values;

        Assert.All(direct.Zip(reduced), p => Assert.Equal(p.First, p.Second, 1e-12 * p.First));
    }
}
