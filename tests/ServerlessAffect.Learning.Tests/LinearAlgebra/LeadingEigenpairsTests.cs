using ServerlessAffect.Learning.LinearAlgebra;

namespace ServerlessAffect.Learning.Tests.LinearAlgebra;

public class LeadingEigenpairsTests
{
    [Theory]
    [InlineData(40, 3)]
    [InlineData(400, 1)]
    [InlineData(400, 6)]
    [InlineData(401, 13)]
    public void A_few_pairs_are_those_of_the_whole(int size, int count)
    {
        var rows = Invented.Matrix(3, 60, size);
        var whole = SymmetricEigen.Of(MatrixProduct.WithItself(rows.Transpose(), 1, CancellationToken.None), 1, CancellationToken.None);
        var few = LeadingEigenpairs.Of(new ScatterOperator(rows), count, 0, 2, null, CancellationToken.None);

        for (var i = 0; i < count; i++)
        {
            Assert.Equal(whole.Values[size - 1 - i], few.Values[i], 1e-9 * whole.Values[^1]);
            Assert.Equal(1, Math.Abs(whole.Vectors.Row(size - 1 - i).ToArray().Zip(few.Vectors.Row(i).ToArray(), (a, b) => a * b).Sum()), 1e-6);
        }
    }

    [Fact]
    public void A_value_that_comes_five_times_is_found_five_times()
    {
        var rows = new DenseMatrix(500, 500);
        for (var i = 0; i < 500; i++)
        {
            rows[i, i] = i % 100 == 7 ? 3 : 1 + (i / 500.0);
        }

        var few = LeadingEigenpairs.Of(new ScatterOperator(rows), 6, 0, 1, null, CancellationToken.None);

        Assert.All(few.Values.Take(5), v => Assert.Equal(9, v, 1e-8));
        Assert.Equal(Math.Pow(1 + (499 / 500.0), 2), few.Values[5], 1e-7);
        var gram = MatrixProduct.WithItself(few.Vectors, 1, CancellationToken.None);
        Assert.All(Enumerable.Range(0, 36), at => Assert.Equal(at / 6 == at % 6 ? 1 : 0, gram.Values[at], 1e-12));
    }

    [Fact]
    public void An_operator_of_zeros_has_values_of_0()
    {
        var few = LeadingEigenpairs.Of(new ScatterOperator(new DenseMatrix(3, 300)), 2, 0, 1, null, CancellationToken.None);

        Assert.Equal([0, 0], few.Values);
    }

    [Fact]
    public void The_same_bits_come_from_any_number_of_threads()
    {
        var rows = new ScatterOperator(Invented.Matrix(5, 700, 320));
        var (one, four) = (LeadingEigenpairs.Of(rows, 4, 0, 1, null, CancellationToken.None), LeadingEigenpairs.Of(rows, 4, 0, 4, null, CancellationToken.None));

        Assert.Equal(one.Values, four.Values);
        Assert.Equal(one.Vectors.Values, four.Vectors.Values);
    }
}
