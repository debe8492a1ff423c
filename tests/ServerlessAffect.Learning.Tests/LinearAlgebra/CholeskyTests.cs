using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Tests.LinearAlgebra;

public class CholeskyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public void What_is_solved_multiplies_back(int n)
    {
        var (a, b) = (PositiveDefinite(n), Invented.Matrix(2, n, 3));
        var x = new DenseMatrix(n, 3, (double[])b.Values.Clone());
        Cholesky.Factor(Copy(a), 2, CancellationToken.None).Solve(x);
        for (var i = 0; i < n; i++)
        {
            for (var c = 0; c < 3; c++)
            {
                Assert.Equal(b[i, c], Enumerable.Range(0, n).Sum(j => a[i, j] * x[j, c]), 1e-9);
            }
        }
    }

    [Fact]
    public void The_same_bits_come_from_any_number_of_threads()
    {
        var (one, four) = (Copy(PositiveDefinite(300)), Copy(PositiveDefinite(300)));
        Cholesky.Factor(one, 1, CancellationToken.None);
        Cholesky.Factor(four, 4, CancellationToken.None);

        Assert.Equal(one.Values, four.Values);
    }

    [Fact]
    public void A_matrix_that_is_not_positive_definite_is_refused()
    {
        var error = Assert.Throws<AffectException>(() => Cholesky.Factor(new DenseMatrix(2, 2, [1, 2, 2, 1]), 1, CancellationToken.None));

        Assert.Equal(ErrorCodes.InvalidData, error.Code);
        Assert.Throws<AffectException>(() => Cholesky.Factor(new DenseMatrix(1, 1, [double.NaN]), 1, CancellationToken.None));
    }

    private static DenseMatrix PositiveDefinite(int n)
    {
        var product = MatrixProduct.WithItself(Invented.Matrix(1, n, n + 10), 1, CancellationToken.None);
        for (var i = 0; i < n; i++)
        {
            product[i, i] += 0.1;
        }

        return product;
    }

    private static DenseMatrix Copy(DenseMatrix a) => new(a.Rows, a.Columns, (double[])a.Values.Clone());
}
