using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Tests.LinearAlgebra;

public class SymmetricEigenTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(34)]
    [InlineData(66)]
    [InlineData(150)]
    public void The_parts_multiply_back_and_are_at_right_angles(int n) => Holds(Symmetric(n, 1e-3), 1e-3);

    [Fact]
    public void Values_that_come_often_and_values_of_0_have_vectors_at_right_angles()
    {
        Holds(new DenseMatrix(40, 40), 0);
        Holds(Diagonal([.. Enumerable.Repeat(3.0, 40)]), 3);
        Holds(new DenseMatrix(50, 50, [.. Enumerable.Repeat(1.0, 2500)]), 50);
        var some = Invented.Matrix(8, 70, 5);
        Holds(MatrixProduct.TimesTransposed(some, some, 1, CancellationToken.None), 70);
    }

    [Theory]
    [InlineData(1e-170)]
    [InlineData(1e170)]
    public void Values_whose_squares_are_no_numbers_are_met(double scale) => Holds(Symmetric(37, scale), scale);

    [Fact]
    public void Values_equal_those_of_a_path_of_springs()
    {
        const int N = 100;
        var a = new DenseMatrix(N, N);
        for (var i = 0; i < N; i++)
        {
            a[i, i] = 2;
            if (i > 0)
            {
                a[i, i - 1] = -1;
            }
        }

        var values = SymmetricEigen.Of(a, 1, CancellationToken.None).Values;

        Assert.All(Enumerable.Range(0, N), i => Assert.Equal(2 - (2 * Math.Cos((i + 1) * Math.PI / (N + 1))), values[i], 1e-13));
    }

    [Fact]
    public void The_same_bits_come_from_any_number_of_threads()
    {
        var a = Symmetric(210, 1);
        var (one, four) = (SymmetricEigen.Of(a, 1, CancellationToken.None), SymmetricEigen.Of(a, 4, CancellationToken.None));

        Assert.Equal(one.Values, four.Values);
        Assert.Equal(one.Vectors.Values, four.Vectors.Values);
    }

    [Fact]
    public void The_bits_are_the_same_on_every_machine()
    {
        var eigen = SymmetricEigen.Of(Symmetric(75, 1), 1, CancellationToken.None);
        var bits = 0UL;
        foreach (var value in eigen.Values.Concat(eigen.Vectors.Values))
        {
            bits = unchecked((bits * 1099511628211) + BitConverter.DoubleToUInt64Bits(value));
        }

        Assert.Equal(1357316699150341408UL, bits);
    }

    [Fact]
    public void What_is_no_symmetric_matrix_of_numbers_is_refused()
    {
        Assert.Throws<ArgumentException>(() => SymmetricEigen.Of(new DenseMatrix(2, 3), 1, CancellationToken.None));
        Assert.Throws<ArgumentException>(() => SymmetricEigen.Of(new DenseMatrix(2, 2, [1, 0, double.NaN, 1]), 1, CancellationToken.None));
        Assert.Throws<OperationCanceledException>(() => SymmetricEigen.Of(Symmetric(10, 1), 1, new CancellationToken(canceled: true)));
    }

    private static void Holds(DenseMatrix a, double scale)
    {
        var n = a.Rows;
        var eigen = SymmetricEigen.Of(a, 2, CancellationToken.None);
        Assert.Equal(eigen.Values.Order(), eigen.Values);
        var gram = MatrixProduct.WithItself(eigen.Vectors, 1, CancellationToken.None);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                Assert.Equal(i == j ? 1 : 0, gram[i, j], 1e-13);
                var product = Enumerable.Range(0, n).Sum(k => a[Math.Max(j, k), Math.Min(j, k)] * eigen.Vectors[i, k]);
                Assert.True(Math.Abs(product - (eigen.Values[i] * eigen.Vectors[i, j])) <= 1e-13 * scale * Math.Sqrt(n));
            }
        }
    }

    private static DenseMatrix Symmetric(int n, double scale)
    {
        var a = Invented.Matrix(4, n, n);
        for (var i = 0; i < a.Values.Length; i++)
        {
            a.Values[i] *= scale;
        }

        return a;
    }

    private static DenseMatrix Diagonal(double[] values)
    {
        var a = new DenseMatrix(values.Length, values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            a[i, i] = values[i];
        }

        return a;
    }
}
