using System.Text.Json.Nodes;
using ServerlessAffect.Reports.Charts;

namespace ServerlessAffect.Reports.Tests.Charts;

public class ChartDataTests
{
    [Fact]
    public void Bars_beyond_the_limit_are_added_up_in_the_last()
    {
        var spec = BarChart.OfCounts([.. Enumerable.Range(1, 50).Select(i => KeyValuePair.Create($"class {i}", i))], "items", limit: 10);
        var rows = Rows(spec);

        Assert.Equal(10, rows.Count);
        Assert.Equal("class 50", (string?)rows[0]!["l"]);
        Assert.Equal("other (41)", (string?)rows[9]!["l"]);
        Assert.Equal(50 * 51 / 2, rows.Sum(row => (double)row!["v"]!));
    }

    [Fact]
    public void A_histogram_counts_every_number_once()
    {
        double[] values = [.. Enumerable.Range(0, 1_000).Select(i => i % 97 / 7.0), double.NaN, double.PositiveInfinity];
        Assert.Equal(1_000, Rows(Histogram.Of(values, "x")).Sum(row => (int)row!["n"]!));
    }

    [Theory]
    [InlineData(new double[0], 0)]
    [InlineData(new[] { 3.0 }, 1)]
    [InlineData(new[] { 3.0, 3, 3 }, 1)]
    public void A_histogram_of_nothing_or_of_one_value_has_no_or_one_bar(double[] values, int bars)
    {
        Assert.Equal(bars, Rows(Histogram.Of(values, "x")).Count);
    }

    [Fact]
    public void A_box_has_numpys_quartiles_and_Tukeys_whiskers()
    {
        var box = FiveNumbers.Of("x", [1, 2, 3, 4, 5, 6, 7, 8, 9, 30, double.NaN]);

        Assert.Equal((1, 3.25, 5.5, 7.75, 9), (box.Low, box.Q1, box.Median, box.Q3, box.High));
        Assert.Equal([30.0], box.Outliers);
        Assert.Equal(10, box.Count);
    }

    [Fact]
    public void More_categories_than_colours_end_in_other()
    {
        var names = Enumerable.Range(0, 300).Select(i => $"cluster {Math.Min(i % 20, i % 15)}").ToList();
        double[] x = [.. names.Select((_, i) => (double)i)];
        var spec = Scatter.ByCategory(x, x, names, names, "x", "y", "cluster");
        var domain = spec["encoding"]!["color"]!["scale"]!["domain"]!.AsArray();

        Assert.Equal(10, domain.Count);
        Assert.StartsWith("other (", (string?)domain[^1], StringComparison.Ordinal);
        Assert.Equal(domain.Take(9).Select(d => (string)d!).OrderBy(d => int.Parse(d[8..], null)), domain.Take(9).Select(d => (string)d!));
    }

    [Fact]
    public void Ten_thousand_points_are_thinned_evenly_and_the_note_says_so()
    {
        double[] x = [.. Enumerable.Range(0, 10_000).Select(i => (double)i)];
        string[] ids = [.. x.Select(i => $"recordings/speaker {i % 24}/take {i}.wav")];
        var spec = Scatter.ByCategory(x, x, ids, [.. x.Select(i => $"{i % 8}")], "x", "y", "class");
        var rows = Rows(spec);

        Assert.Equal(4_000, rows.Count);
        Assert.Equal((0, 9_999), ((double)rows[0]!["x"]!, (double)rows[^1]!["x"]!));
        Assert.Contains("4,000 of 10,000 items", (string?)spec["usermeta"]!["note"], StringComparison.Ordinal);
        Assert.True(spec.ToJsonString().Length < 400_000, "A dozen such charts would not leave room for sound.");
    }

    [Fact]
    public void What_is_no_number_draws_nothing()
    {
        var spec = LineChart.Of([new Line("a", [0, 1, 2], [1, double.NaN, double.NegativeInfinity])], "x", "y");
        Assert.Equal([1.0, null, null], Rows(spec).Select(row => (double?)row!["y"]));
    }

    [Fact]
    public void A_matrix_of_another_shape_than_its_names_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Heatmap.Of(["a"], ["b", "c"], new double[2, 2], "v"));
        Assert.Throws<ArgumentException>(() => ConfusionMatrix.Of(["a"], new int[2, 2]));
        Assert.Throws<ArgumentException>(() => Dendrogram.Of(new double[3, 4], ["a", "b"], "d"));
    }

    [Fact]
    public void A_dendrogram_hangs_each_merge_between_its_parts()
    {
        // a and c merge first, then b joins them.
        var spec = Dendrogram.Of(new[,] { { 0, 2, 1.0, 2 }, { 1, 3, 5.0, 3 } }, ["a", "b", "c"], "distance");
        var corners = spec["layer"]![0]!["data"]!["values"]!.AsArray();
        var leaves = spec["layer"]![1]!["data"]!["values"]!.AsArray();

        Assert.Equal(["b", "a", "c"], leaves.Select(leaf => (string)leaf!["l"]!));
        Assert.Equal([(1.0, 0.0), (1, 1), (2, 1), (2, 0), (0, 0), (0, 5), (1.5, 5), (1.5, 1)], corners.Select(c => ((double)c!["x"]!, (double)c["y"]!)));
    }

    [Fact]
    public void Words_do_not_overlap_and_the_same_words_give_the_same_cloud()
    {
        var words = Enumerable.Range(0, 80).Select(i => new WeightedWord($"word{i * i}", 100.0 / (i + 1))).ToList();
        var placed = WordLayout.Place(words);

        Assert.Equal(placed, WordLayout.Place(words.AsEnumerable().Reverse()));
        Assert.True(placed.Count > 60, $"Only {placed.Count} found a place.");
        for (var i = 0; i < placed.Count; i++)
        {
            Assert.InRange(placed[i].X, placed[i].Width / 2, WordLayout.Width - placed[i].Width / 2);
            for (var j = 0; j < i; j++)
            {
                Assert.True(
                    Math.Abs(placed[i].X - placed[j].X) >= (placed[i].Width + placed[j].Width) / 2 || Math.Abs(placed[i].Y - placed[j].Y) >= (placed[i].Height + placed[j].Height) / 2,
                    $"'{placed[i].Word.Text}' lies on '{placed[j].Word.Text}'.");
            }
        }
    }

    [Fact]
    public void Every_chart_has_its_data_inside()
    {
        Assert.All(SampleCharts.All.Values, spec => Assert.Contains("\"values\":[{", spec.ToJsonString(), StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_numbers_give_the_same_spec()
    {
        double[] x = [0.1, 0.2, 0.30000001];
        Assert.Equal(Histogram.Of(x, "x").ToJsonString(), Histogram.Of(x, "x").ToJsonString());
        Assert.Equal("[0.1,0.2,0.3]", Spec.Numbers(x).ToJsonString());
    }

    private static JsonArray Rows(JsonObject spec) => spec["data"]!["values"]!.AsArray();
}
