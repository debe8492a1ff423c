using ServerlessAffect.Learning.Kernels;

namespace ServerlessAffect.Learning.Tests.Kernels;

public class GramMatrixTests
{
    public static TheoryData<int> Kinds() => [0, 1, 2];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Values_are_those_of_the_definition(int kind)
    {
        var x = Invented.Matrix(1, 9, 5);
        var kernel = KernelOf(kind);
        var gram = GramMatrix.Of(x, kernel);
        var between = GramMatrix.Between(x.TakeRows([3, 4]), x, kernel);
        for (var i = 0; i < x.Rows; i++)
        {
            for (var j = 0; j < x.Rows; j++)
            {
                Assert.Equal(Definition(kind, x.Row(i), x.Row(j)), gram[i, j], 1e-14);
            }

            Assert.Equal(gram[3, i], between[0, i], 1e-14);
            Assert.Equal(gram[4, i], between[1, i], 1e-14);
        }
    }

    [Fact]
    public void One_table_of_products_serves_every_kernel_and_every_part()
    {
        var x = Invented.Matrix(2, 12, 30);
        var products = GramMatrix.Products(x);
        int[] rows = [7, 0, 11];
        int[] others = [1, 2];

        for (var kind = 0; kind < 3; kind++)
        {
            Assert.Equal(GramMatrix.Of(x, KernelOf(kind)).Take(rows, others).Values, products.Apply(KernelOf(kind)).Take(rows, others).Values);
        }

        Assert.Equal(GramMatrix.Products(x.TakeRows(rows)).Row(1), products.Take(rows).Row(1));
    }

    [Fact]
    public void A_row_is_one_kernel_value_from_itself_in_the_rbf_kernel() =>
        Assert.Equal(1, GramMatrix.Of(new DenseMatrix(1, 3, [1e8, -3, 1e-8]), Kernel.Rbf(10))[0, 0]);

    [Fact]
    public void Gamma_is_found_as_scikit_learn_finds_it()
    {
        var x = new DenseMatrix(2, 2, [0, 2, 4, 6]);

        Assert.Equal(1.0 / (2 * 5), KernelGamma.Scale.Resolve(x));
        Assert.Equal(3.0 / (2 * 5), KernelGamma.ScaledBy(3).Resolve(x), 1e-15);
        Assert.Equal(0.5, KernelGamma.Auto.Resolve(x));
        Assert.Equal(0.15, KernelGamma.PerColumn(0.3).Resolve(x));
        Assert.Equal(0.7, KernelGamma.Of(0.7).Resolve(x));
        Assert.Throws<ArgumentOutOfRangeException>(() => KernelGamma.Of(0));
    }

    private static Kernel KernelOf(int kind) => kind switch
    {
        0 => Kernel.Linear,
        1 => Kernel.Rbf(0.3),
        _ => Kernel.Polynomial(0.4, 3, 1.5),
    };

    private static double Definition(int kind, ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var (dot, far) = (0.0, 0.0);
        for (var k = 0; k < a.Length; k++)
        {
            dot += a[k] * b[k];
            far += (a[k] - b[k]) * (a[k] - b[k]);
        }

        return kind switch
        {
            0 => dot,
            1 => Math.Exp(-0.3 * far),
            _ => Math.Pow((0.4 * dot) + 1.5, 3),
        };
    }
}
