namespace ServerlessAffect.Reports.Tests.Charts;

/// <summary>Vega-Lite takes every spec without a warning, and Vega draws it with expressions interpreted.</summary>
public sealed class DrawingTests(DrawnCharts drawn) : IClassFixture<DrawnCharts>
{
    public static TheoryData<string> Names() => new(SampleCharts.All.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_chart_is_drawn(string name)
    {
        var chart = drawn.ByName[name];

        Assert.Null(chart.Error);
        Assert.Empty(chart.Warnings);
        Assert.False(chart.Broken, "A coordinate is no number.");
        Assert.NotEmpty(chart.Marks);
        Assert.True(chart.Shapes > 3, $"Only {chart.Shapes} shapes.");
    }
}
