using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Tests.LinearAlgebra;

public class SingularValuesTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(20, 7)]
    [InlineData(7, 20)]
    [InlineData(9, 9)]
    public void The_parts_multiply_back_and_are_at_right_angles(int rows, int columns)
    {
        var a = Invented.Matrix(3, rows, columns);
        var svd = SingularValues.Of(a, CancellationToken.None);
        var count = Math.Min(rows, columns);
        Assert.Equal(svd.Values.OrderDescending(), svd.Values);
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                Assert.Equal(a[i, j], Enumerable.Range(0, count).Sum(r => svd.Left[r, i] * svd.Values[r] * svd.Right[r, j]), 1e-13);
            }
        }

        foreach (var half in new[] { svd.Left, svd.Right })
        {
            var gram = MatrixProduct.WithItself(half, 1, CancellationToken.None);
            Assert.All(Enumerable.Range(0, count * count), at => Assert.Equal(at / count == at % count ? 1 : 0, gram.Values[at], 1e-13));
        }
    }

    [Fact]
    public void Rows_that_depend_on_each_other_have_values_of_0()
    {
        var svd = SingularValues.Of(new DenseMatrix(3, 2, [1, 2, 2, 4, 3, 6]), CancellationToken.None);

        Assert.Equal(Math.Sqrt(70), svd.Values[0], 1e-13);
        Assert.Equal(0, svd.Values[1], 1e-14);
    }
}
