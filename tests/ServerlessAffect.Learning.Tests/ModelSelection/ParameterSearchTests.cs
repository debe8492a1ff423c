using ServerlessAffect.Learning.Linear;
using ServerlessAffect.Learning.ModelSelection;

namespace ServerlessAffect.Learning.Tests.ModelSelection;

public class ParameterSearchTests
{
    private static readonly Fold[] TwoFolds = [new([0, 1], [2]), new([1, 2], [0])];

    [Fact]
    public void A_grid_is_every_combination()
    {
        var grid = new ParameterSpace(ParameterRange.Values("C", 1, 10), ParameterRange.Integers("degree", 2, 4)).Grid();

        Assert.Equal(["C=1, degree=2", "C=1, degree=3", "C=1, degree=4", "C=10, degree=2", "C=10, degree=3", "C=10, degree=4"], grid.Select(s => s.ToString()));
        Assert.Equal((10, 3), (grid[4]["C"], grid[4]["degree"]));
        Assert.Throws<ArgumentException>(() => grid[0]["gamma"]);
        Assert.Throws<InvalidOperationException>(() => new ParameterSpace(ParameterRange.Uniform("C", 0, 1)).Grid());
    }

    [Fact]
    public void Draws_repeat_for_a_seed_stay_in_range_and_never_come_twice()
    {
        var space = new ParameterSpace(ParameterRange.LogUniform("C", 0.01, 100), ParameterRange.Uniform("l1", -1, 1), ParameterRange.Values("kernel", 0, 1, 2));

        var drawn = space.Draw(500, 5);

        Assert.Equal(drawn, space.Draw(500, 5));
        Assert.NotEqual(drawn, space.Draw(500, 6));
        Assert.All(drawn, s => Assert.True(s["C"] is >= 0.01 and <= 100 && s["l1"] is >= -1 and < 1 && s["kernel"] is 0 or 1 or 2));
        Assert.InRange(drawn.Count(s => s["C"] < 1), 200, 300);
        Assert.Equal(500, drawn.Distinct().Count());
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(6, 6)]
    [InlineData(60, 6)]
    public void Of_a_list_no_more_is_drawn_than_there_is(int asked, int got)
    {
        var drawn = new ParameterSpace(ParameterRange.Values("a", 1, 2, 2), ParameterRange.Integers("b", 1, 3)).Draw(asked, 1);

        Assert.Equal(got, drawn.Distinct().Count());
        Assert.Equal(got, drawn.Count);
    }

    [Fact]
    public void Ranges_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ParameterRange.Values("C"));
        Assert.Throws<ArgumentException>(() => ParameterRange.Uniform("C", 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ParameterRange.LogUniform("C", 0, 1));
        Assert.Throws<ArgumentException>(() => new ParameterSpace());
        Assert.Throws<ArgumentException>(() => new ParameterSpace(ParameterRange.Values("C", 1), ParameterRange.Values("C", 2)));
    }

    [Fact]
    public void Results_have_mean_spread_and_rank()
    {
        var grid = new ParameterSpace(ParameterRange.Values("a", 1, 2, 3, 4, 5)).Grid();
        double[][] scores = [[0.5, 0.7], [0.9, 0.7], [0.7, 0.9], [double.NaN, 1], [0.1, 0.1]];

        var results = ParameterSearch.Run(grid, TwoFolds, (p, f, _) => scores[(int)p["a"] - 1][Array.IndexOf(TwoFolds, f)]);

        Assert.Equal([3, 1, 1, 5, 4], results.Select(r => r.Rank));
        Assert.Equal(0.6, results[0].Mean, 1e-12);
        Assert.Equal(0.1, results[0].Spread, 1e-12);
        Assert.Equal(2, ParameterSearch.Best(results).Parameters["a"]);
    }

    [Fact]
    public void Progress_is_told_and_a_cancelled_search_stops()
    {
        using var cancellation = new CancellationTokenSource();
        var reports = new Reports(p =>
        {
            if (p.Iteration == 3)
            {
                cancellation.Cancel();
            }
        });
        var grid = new ParameterSpace(ParameterRange.Values("a", 1, 2)).Grid();

        Assert.ThrowsAny<OperationCanceledException>(() => ParameterSearch.Run(grid, TwoFolds, (_, _, _) => 1, reports, cancellation.Token));
        Assert.Equal([1, 2, 3], reports.All.Select(r => r.Iteration));
    }

    [Fact]
    public void Inner_folds_never_hold_a_row_of_the_outer_test_part_and_keep_groups_together()
    {
        var (_, y, groups) = Rows();
        foreach (var outer in new GroupKFold { Splits = 4 }.Split(groups))
        {
            Fold[] inner = [.. InnerFolds.Grouped(outer, y, groups, 3), InnerFolds.Validation(outer, y, 0.25, 2)];

            Assert.All(inner, f => Assert.Equal(outer.Train, f.Train.Concat(f.Test).Order()));
            Assert.All(inner[..3], f => Assert.Empty(f.Train.Select(i => groups[i]).Intersect(f.Test.Select(i => groups[i]))));
        }
    }

    [Fact]
    public void What_is_chosen_does_not_change_when_the_test_part_is_poisoned()
    {
        var (x, y, groups) = Rows();
        var outer = new GroupKFold { Splits = 4 }.Split(groups)[0];
        var before = Search(x, y, groups, outer);
        foreach (var row in outer.Test)
        {
            x.Row(row).Fill(double.NaN);
            y[row] = 0;
        }

        var after = Search(x, y, groups, outer);

        Assert.Equal(before.Select(r => (r.Mean, r.Spread, r.Rank)), after.Select(r => (r.Mean, r.Spread, r.Rank)));
    }

    private static IReadOnlyList<ParameterResult> Search(DenseMatrix x, int[] y, string[] groups, Fold outer) => ParameterSearch.Run(
        new ParameterSpace(ParameterRange.Values("C", 0.001, 0.1, 10)).Grid(),
        InnerFolds.Grouped(outer, y, groups, 3),
        (parameters, fold, token) =>
        {
            var model = new LogisticRegression { C = parameters["C"] }.Fit(x.TakeRows(fold.Train), Array.ConvertAll(fold.Train, i => y[i]), ["no", "yes"], null, token);
            var predicted = model.Predict(x.TakeRows(fold.Test), token);
            return fold.Test.Where((row, i) => predicted[i] == y[row]).Count() / (double)fold.Test.Length;
        });

    private static (DenseMatrix X, int[] Y, string[] Groups) Rows()
    {
        var x = Invented.Matrix(3, 120, 4);
        int[] y = [.. Enumerable.Range(0, 120).Select(i => x[i, 0] + (0.5 * x[i, 1]) > 0 ? 1 : 0)];
        return (x, y, [.. Enumerable.Range(0, 120).Select(i => $"speaker {i % 12:D2}")]);
    }
}
