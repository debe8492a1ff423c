using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Learning.LinearAlgebra;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Learning.Tests.LinearAlgebra;

public class MatrixProductTests
{
    [Fact]
    public void Blocks_and_tiles_give_what_plain_loops_give_for_any_shape()
    {
        var shapes = from rows in Gen.Choose(1, 150)
                     from others in Gen.Choose(1, 21)
                     from depth in Gen.Elements(1, 2, 7, 8, 9, 16, 31, 511, 512, 513, 530, 1040)
                     from seed in Gen.Choose(0, 1000)
                     select (rows, others, depth, seed);
        Check.One(SampleProblem.Tests(40), Prop.ForAll(shapes.ToArbitrary(), s =>
        {
            var (a, b) = (Invented.Matrix(s.seed, s.rows, s.depth), Invented.Matrix(s.seed + 1, s.others, s.depth));
            var product = MatrixProduct.TimesTransposed(a, b, 2, CancellationToken.None);
            for (var i = 0; i < s.rows; i++)
            {
                for (var j = 0; j < s.others; j++)
                {
                    var sum = 0.0;
                    for (var k = 0; k < s.depth; k++)
                    {
                        sum += a[i, k] * b[j, k];
                    }

                    Assert.Equal(sum, product[i, j], 1e-11);
                }
            }
        }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(65)]
    [InlineData(130)]
    public void A_product_with_itself_has_the_bits_of_the_full_product_and_is_symmetric(int rows)
    {
        var a = Invented.Matrix(3, rows, 700);
        var full = MatrixProduct.TimesTransposed(a, a, 1, CancellationToken.None);
        var half = MatrixProduct.WithItself(a, 3, CancellationToken.None);

        Assert.Equal(full.Values, half.Values);
        Assert.Equal(half[rows / 3, rows / 2], half[rows / 2, rows / 3]);
    }
}
