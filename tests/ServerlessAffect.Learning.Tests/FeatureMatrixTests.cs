using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Core.Features;

namespace ServerlessAffect.Learning.Tests;

public class FeatureMatrixTests
{
    [Fact]
    public void Dense_and_sparse_rows_compute_the_same() => Check.One(SampleProblem.Tests(100), Prop.ForAll(SampleProblem.Arbitrary, problem =>
    {
        var (x, classes) = (problem.X, problem.Classes.Length);
        FeatureMatrix dense = x, sparse = SampleMatrices.ToCsr(x);
        var weights = Draw(1, x.Columns * classes);
        var residuals = Draw(2, x.Rows * classes);
        foreach (var scale in new[] { [], Draw(3, weights.Length) })
        {
            for (var row = 0; row < x.Rows; row++)
            {
                GoldenEqual(Apply(classes, v => dense.AddScores(row, weights, v)), Apply(classes, v => sparse.AddScores(row, weights, v)));
                GoldenEqual(Apply(classes, v => dense.AddSquaredNorms(row, v, scale)), Apply(classes, v => sparse.AddSquaredNorms(row, v, scale)));
                var step = Draw(row, classes);
                GoldenEqual(Apply(weights.Length, v => dense.AddOuter(row, step, v, scale)), Apply(weights.Length, v => sparse.AddOuter(row, step, v, scale)));
            }
        }

        GoldenEqual(
            Apply(weights.Length, v => dense.TransposeMultiply(residuals, classes, v, 0, x.Columns)),
            Apply(weights.Length, v => sparse.TransposeMultiply(residuals, classes, v, 0, x.Columns)));
    }));

    [Fact]
    public void Taken_rows_come_in_the_order_asked_for()
    {
        var x = new DenseMatrix(3, 2, [1, 0, 0, 2, 3, 4]);
        var taken = CsrRows.Take(SampleMatrices.ToCsr(x), [2, 0, 2]);

        Assert.Equal([0, 2, 3, 5], taken.IndPtr);
        Assert.Equal([0, 1, 0, 0, 1], taken.Indices);
        Assert.Equal([3, 4, 1, 3, 4], taken.Values);
        Assert.Equal([3, 4, 1, 0, 3, 4], x.TakeRows([2, 0, 2]).Values);
    }

    [Fact]
    public void Columns_of_a_sparse_matrix_are_its_transpose()
    {
        var columns = CompressedColumns.Of(new CsrMatrix(3, 3, [0, 2, 2, 4], [0, 2, 0, 1], [1, 2, 3, 4]));

        Assert.Equal([0, 2, 3, 4], columns.Starts);
        Assert.Equal([0, 2, 2, 0], columns.Rows);
        Assert.Equal([1, 3, 4, 2], columns.Values);
    }

    [Fact]
    public void A_dense_matrix_of_the_wrong_length_is_refused() => Assert.Throws<ArgumentException>(() => new DenseMatrix(2, 3, new double[5]));

    private static void GoldenEqual(double[] expected, double[] actual) => Golden.GoldenFile.Close(expected, actual, 1e-12);

    private static double[] Apply(int length, Action<double[]> into)
    {
        var values = new double[length];
        into(values);
        return values;
    }

    private static double[] Draw(int seed, int length)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5)];
    }
}
