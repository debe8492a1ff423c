using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Manifold;

namespace ServerlessAffect.Learning.Tests.Manifold;

public class TsneTests
{
    private static readonly Tsne Short = new() { Perplexity = 5, MaxIterations = 250 };

    [Theory]
    [InlineData(TsneMethod.BarnesHut, 2)]
    [InlineData(TsneMethod.BarnesHut, 3)]
    [InlineData(TsneMethod.Exact, 2)]
    [InlineData(TsneMethod.Exact, 3)]
    public void A_seed_gives_the_same_bits_on_any_number_of_threads(TsneMethod method, int components)
    {
        var x = Groups.Of(330);
        Tsne Seeded(int seed, int parallelism) =>
            new() { Perplexity = 12, MaxIterations = 250, Init = TsneInit.Random, Method = method, Components = components, RandomState = seed, Parallelism = parallelism };
        var one = Seeded(4, 1).FitTransform(x);

        Assert.Equal(one.Points.Values, Seeded(4, 3).FitTransform(x).Points.Values);
        Assert.Equal((330, components), (one.Points.Rows, one.Points.Columns));
        Assert.NotEqual(one.Points.Values, Seeded(5, 1).FitTransform(x).Points.Values);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Groups_of_rows_become_groups_of_points(int components)
    {
        var x = Groups.Of(600);
        var embedding = new Tsne { Components = components, MaxIterations = 500 }.FitTransform(x);

        Assert.True(Trustworthiness.Of(x, embedding.Points) > 0.95);
        Assert.InRange(embedding.KlDivergence, 0, 2);
    }

    [Fact]
    public void A_perplexity_that_is_too_large_names_the_largest()
    {
        var refused = Assert.Throws<AffectException>(() => new Tsne { Perplexity = 30 }.FitTransform(Groups.Of(20)));

        Assert.Equal(ErrorCodes.InvalidData, refused.Code);
        Assert.Contains("The largest whole one for them is 18", refused.Message, StringComparison.Ordinal);
        Assert.All(new Tsne { Perplexity = 18 }.FitTransform(Groups.Of(20)).Points.Values, v => Assert.True(double.IsFinite(v)));
    }

    [Fact]
    public void Rows_that_cannot_be_embedded_are_refused()
    {
        var x = Groups.Of(30);
        x[3, 2] = double.NaN;

        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => Short.FitTransform(x)).Code);
        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => Short.FitTransform(Groups.Of(1))).Code);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Tsne { Components = 4 }.FitTransform(Groups.Of(30)));
        Assert.Throws<ArgumentException>(() => new Tsne { Perplexity = 1 }.FitTransform(Groups.Of(30)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Tsne { MaxIterations = 249 }.FitTransform(Groups.Of(40)));
    }

    [Theory]
    [InlineData(TsneMethod.BarnesHut)]
    [InlineData(TsneMethod.Exact)]
    public void Equal_rows_and_columns_without_variance_do_no_harm(TsneMethod method)
    {
        var tsne = new Tsne { Perplexity = 5, MaxIterations = 250, Method = method };
        var some = Groups.Of(60);
        for (var i = 0; i < 60; i++)
        {
            some[i, 0] = 7;
            some.Row(i % 20).CopyTo(some.Row(i));
        }

        Assert.All(tsne.FitTransform(some).Points.Values, v => Assert.True(double.IsFinite(v)));
        Assert.All(tsne.FitTransform(new DenseMatrix(40, 3)).Points.Values, v => Assert.True(double.IsFinite(v)));
        Assert.All(tsne.FitTransform(Groups.Of(40, columns: 1)).Points.Values, v => Assert.True(double.IsFinite(v)));
    }

    [Fact]
    public void Progress_is_told_and_cancelling_ends_it()
    {
        var reports = new Reports();
        new Tsne { Perplexity = 5, MaxIterations = 400 }.FitTransform(Groups.Of(60), reports);
        using var source = new CancellationTokenSource();

        Assert.Equal([50, 100, 150, 200, 250, 300, 350, 400], reports.All.Select(r => r.Iteration));
        Assert.ThrowsAny<OperationCanceledException>(() => Short.FitTransform(Groups.Of(60), new Reports(_ => source.Cancel()), source.Token));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void The_tree_pushes_nearly_as_all_pairs_do_and_exactly_at_angle_0(int dimensions)
    {
        var points = PointSet.Of(Invented.Matrix(8, 700, dimensions));
        for (var i = 0; i < 40; i++)
        {
            for (var d = 0; d < dimensions; d++)
            {
                points.Axis(d)[i] = points.Axis(d)[i / 20];
            }
        }

        for (var d = 0; d < dimensions; d++)
        {
            foreach (ref var value in points.Axis(d))
            {
                value *= 30;
            }
        }

        var (all, exact, near) = (new PointSet(dimensions, 700), new PointSet(dimensions, 700), new PointSet(dimensions, 700));
        var sum = new AllPairsRepulsion().Push(points, all, 1, CancellationToken.None);

        Assert.Equal(sum, new BarnesHutRepulsion(0).Push(points, exact, 1, CancellationToken.None), 1e-9 * sum);
        Assert.Equal(sum, new BarnesHutRepulsion(0.5).Push(points, near, 3, CancellationToken.None), 1e-2 * sum);
        Assert.All(all.Values.Zip(exact.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
        Assert.True(Length(all.Values.Zip(near.Values, (a, b) => a - b)) < 0.02 * Length(all.Values));
    }

    private static double Length(IEnumerable<double> values) => Math.Sqrt(values.Sum(v => v * v));
}
