using System.Text.Json;
using ServerlessAffect.Core;
using ServerlessAffect.Reports.Blocks;

namespace ServerlessAffect.Reports.Tests;

public class ReportJsonTests
{
    [Fact]
    public void A_report_reads_back_from_its_json()
    {
        var report = new Report
        {
            Title = "Archive",
            Subtitle = "3 recordings",
            Created = DateTimeOffset.UnixEpoch,
            Pages =
            [
                new ReportPage("what", "What is in it?", "Three recordings.", [
                    new HeadingBlock("Durations"), new TextBlock("a"), new CaveatBlock("b"), new ListBlock(["c"]), new ChartBlock("d", "e", new() { ["mark"] = "bar" }),
                    new TableBlock("f", [new TableColumn("g"), new TableColumn("h", Numeric: true)], [["i", "1"]]),
                    new GalleryBlock("j", [new GalleryItem("k", null) { Picture = [1], PictureText = "l" }])]),
            ],
        };

        var json = JsonSerializer.Serialize(report, AffectJson.Options);
        var back = JsonSerializer.Deserialize<Report>(json, AffectJson.Options)!;

        Assert.Equal(json, JsonSerializer.Serialize(back, AffectJson.Options));
        Assert.Equal(report.Pages[0].Blocks.Select(b => b.GetType()), back.Pages[0].Blocks.Select(b => b.GetType()));
    }
}
