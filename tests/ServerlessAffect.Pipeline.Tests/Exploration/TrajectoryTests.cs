using ServerlessAffect.Pipeline.Exploration.Trajectories;

namespace ServerlessAffect.Pipeline.Tests.Exploration;

public class TrajectoryTests
{
    [Fact]
    public void A_tag_that_differs_is_found_and_one_that_does_not_is_not()
    {
        var random = new Random(4);
        IReadOnlyList<string>[] tags = [.. Enumerable.Range(0, 120).Select(i => (IReadOnlyList<string>)[i % 3 == 0 ? "sea" : "land", i % 2 == 0 ? "even" : "odd"])];
        var values = Enumerable.Range(0, 120).Select(i => (i % 3 == 0 ? 0.3 : 0) + (0.5 * random.NextDouble())).ToArray();

        var differences = TagDifference.Of(tags, [new Measure("calm", values)], 0, CancellationToken.None);

        Assert.Equal(4, differences.Count);
        var sea = differences.Single(d => d.Tag == "sea");
        Assert.InRange(sea.Difference.Value, 0.2, 0.4);
        Assert.True(sea.Difference.Low > 0 && sea.PValue < 0.01);
        Assert.True(differences.Single(d => d.Tag == "odd").PValue > 0.05);
    }

    [Fact]
    public void A_series_that_follows_is_found_at_its_lag()
    {
        var (random, first) = (new Random(9), new DateOnly(2026, 1, 1));
        double[] noise = [.. Enumerable.Range(0, 130).Select(_ => random.NextDouble())];
        var inside = Enumerable.Range(0, 120).ToDictionary(first.AddDays, d => noise[d + 3]);
        var outside = new OutsideSeries("price", Enumerable.Range(0, 120).ToDictionary(first.AddDays, d => noise[d]));

        var comparison = Assert.Single(SeriesComparison.Of([outside], [("items", inside)]));

        var strongest = comparison.Lags[comparison.Strongest!.Value];
        Assert.Equal(3, strongest.Lag);
        Assert.True(strongest.Correlation.Value > 0.99 && comparison.PValues[comparison.Strongest.Value] < 1e-6);
    }

    [Theory]
    [InlineData(10, "day", "2026-03-19")]
    [InlineData(200, "week", "2026-03-16")]
    [InlineData(1000, "month", "2026-03-01")]
    [InlineData(5000, "year", "2026-01-01")]
    public void Spans_are_as_long_as_curves_need(int days, string name, string start)
    {
        var day = new DateOnly(2026, 3, 19);
        var spans = TimeSpans.For(day, day.AddDays(days));
        Assert.Equal((name, DateOnly.Parse(start, System.Globalization.CultureInfo.InvariantCulture)), (spans.Name, spans.StartOf(day)));
    }
}
