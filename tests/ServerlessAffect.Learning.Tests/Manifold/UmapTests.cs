using ServerlessAffect.Core.Errors;
using ServerlessAffect.Learning.Manifold;

namespace ServerlessAffect.Learning.Tests.Manifold;

public class UmapTests
{
    [Theory]
    [InlineData(0.1, 1, 1.576943, 0.895061)]
    [InlineData(0.5, 1, 0.583030, 1.334167)]
    [InlineData(0, 1, 1.932808, 0.790495)]
    public void The_curve_is_that_of_umap_learn(double minDistance, double spread, double a, double b)
    {
        var curve = UmapCurve.Fit(minDistance, spread);

        Assert.Equal(a, curve.A, 1e-3);
        Assert.Equal(b, curve.B, 1e-3);
    }

    [Fact]
    public void Forces_from_the_table_are_those_of_the_formulas()
    {
        var curve = UmapCurve.Fit(0.1, 1);
        var forces = new UmapForces(curve);
        for (var square = 1e-11; square < 1e11; square *= 1.37)
        {
            var power = curve.A * Math.Pow(square, curve.B);
            var (pull, push) = (-2 * curve.B * power / square / (1 + power), 2 * curve.B / ((1e-3 + square) * (1 + power)));

            Assert.Equal(pull, forces.Pull(square), 1e-4 * Math.Abs(pull));
            Assert.Equal(push, forces.Push(square), 1e-4 * push);
        }

        Assert.Equal(forces.Push(0), forces.Push(1e-30));
        Assert.True(double.IsFinite(forces.Pull(double.MaxValue)));
    }

    [Fact]
    public void It_is_as_trustworthy_as_tsne()
    {
        var x = Groups.Of(700);
        var tsne = Trustworthiness.Of(x, new Tsne { MaxIterations = 500 }.FitTransform(x).Points);

        Assert.True(Trustworthiness.Of(x, new Umap().Fit(x).Points) >= tsne - 0.02);
    }

    [Fact]
    public void A_seed_gives_the_same_bits_on_any_number_of_threads()
    {
        var x = Groups.Of(200);
        Umap Seeded(int seed, int parallelism) => new() { Epochs = 60, RandomState = seed, Parallelism = parallelism };
        var (one, many, other) = (Seeded(3, 1).Fit(x), Seeded(3, 3).Fit(x), Seeded(4, 1).Fit(x));

        Assert.Equal(one.Points.Values, many.Points.Values);
        Assert.NotEqual(one.Points.Values, other.Points.Values);
        Assert.Equal(one.Transform(Groups.Of(20)).Values, many.Transform(Groups.Of(20)).Values);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_embedding_has_the_dimensions_that_were_asked_for(int components)
    {
        var model = new Umap { Components = components, Epochs = 50, Init = UmapInit.Random }.Fit(Groups.Of(80));

        Assert.Equal((80, components), (model.Points.Rows, model.Points.Columns));
        Assert.Equal(components, model.Transform(Groups.Of(5)).Columns);
    }

    [Fact]
    public void Further_rows_come_to_the_points_of_rows_like_them_which_stay()
    {
        var all = Groups.Of(660);
        var model = new Umap { Epochs = 200 }.Fit(all.TakeRows([.. Enumerable.Range(0, 600)]));
        var before = (double[])model.Points.Values.Clone();
        var further = model.Transform(all.TakeRows([.. Enumerable.Range(600, 60)]));
        var nearest = new Learning.Neighbors.NearestNeighbors(model.Points).KNeighbors(further, 1);

        Assert.Equal(before, model.Points.Values);
        Assert.True(Enumerable.Range(0, 60).Count(i => nearest.Rows[i] % 6 == (600 + i) % 6) >= 58);
        Assert.Equal(0, model.Transform(new DenseMatrix(0, 20)).Rows);
        Assert.Throws<ArgumentException>(() => model.Transform(Groups.Of(3, columns: 4)));
    }

    [Fact]
    public void Equal_rows_and_columns_without_variance_do_no_harm()
    {
        var some = Groups.Of(60);
        for (var i = 0; i < 60; i++)
        {
            some[i, 0] = 7;
            some.Row(i % 3).CopyTo(some.Row(i));
        }

        Assert.All(new Umap { Epochs = 50 }.Fit(some).Points.Values, v => Assert.True(double.IsFinite(v)));
        Assert.All(new Umap { Epochs = 50 }.Fit(new DenseMatrix(30, 2)).Transform(new DenseMatrix(3, 2)).Values, v => Assert.True(double.IsFinite(v)));
    }

    [Fact]
    public void What_cannot_be_embedded_is_refused()
    {
        var x = Groups.Of(30);
        x[3, 2] = double.NaN;
        using var source = new CancellationTokenSource();

        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => new Umap().Fit(x)).Code);
        Assert.Contains("Ask for 9 neighbours at most", Assert.Throws<AffectException>(() => new Umap().Fit(Groups.Of(9))).Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCodes.InvalidData, Assert.Throws<AffectException>(() => new Umap().Fit(Groups.Of(1))).Code);
        Assert.Throws<ArgumentException>(() => new Umap { MinDistance = 2 }.Fit(Groups.Of(30)));
        Assert.ThrowsAny<OperationCanceledException>(() => new Umap().Fit(Groups.Of(30), new Reports(_ => source.Cancel()), source.Token));
    }
}
