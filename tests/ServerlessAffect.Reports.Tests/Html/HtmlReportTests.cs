using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ServerlessAffect.Core;
using ServerlessAffect.Reports.Blocks;
using ServerlessAffect.Reports.Html;

namespace ServerlessAffect.Reports.Tests.Html;

public partial class HtmlReportTests
{
    [Fact]
    public async Task The_same_report_gives_the_same_bytes()
    {
        Assert.Equal(await Write(SampleReport.Create()), await Write(SampleReport.Create()));
    }

    [Fact]
    public async Task Nothing_that_a_stranger_wrote_becomes_markup()
    {
        var html = WithoutOurs(await Write(SampleReport.Create()));

        Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("</script><", html.Replace("</script>\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', html);
        Assert.Contains("&lt;/script&gt;&lt;script&gt;document.title=&#39;owned&#39;", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_script_and_the_style_match_the_policy_and_nothing_else_may_run()
    {
        var html = await Write(SampleReport.Create());
        var policy = Policy().Match(html).Groups[1].Value;
        var ours = Inline().Matches(html).Select(match => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(match.Groups[2].Value)))}'").ToList();

        Assert.Equal(5, ours.Count);
        Assert.All(ours, digest => Assert.Contains(digest, policy, StringComparison.Ordinal));
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spec_reads_back_as_it_was()
    {
        var spec = SampleCharts.All["bars-negative"];
        var html = await Write(Report(new ChartBlock("t", "s", spec.DeepClone().AsObject())));
        Assert.Equal(spec.ToJsonString(), JsonNode.Parse(Specs().Match(html).Groups[1].Value)!.ToJsonString());
    }

    [Fact]
    public async Task What_a_chart_left_out_is_said_beside_it_and_to_those_who_do_not_see_it()
    {
        var html = WithoutOurs(await Write(SampleReport.Create()));
        Assert.Equal(2, Occurrences(html.Replace(Specs().Match(html).Value, "", StringComparison.Ordinal), "The middle is undecided. 4,000 of 5,000 items are drawn"));
    }

    [Fact]
    public async Task Findings_stand_on_the_first_page_the_weightiest_first_with_their_caveats()
    {
        var html = WithoutOurs(await Write(SampleReport.Create()));
        var summary = html[html.IndexOf("id=\"summary\"", StringComparison.Ordinal)..html.IndexOf("id=\"classes\"", StringComparison.Ordinal)];

        Assert.True(summary.IndexOf("Speakers that the model never heard", StringComparison.Ordinal) < summary.IndexOf("Clusters follow", StringComparison.Ordinal));
        Assert.Contains("Actors speak ten sentences here", summary, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#models\">", summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Elements_are_closed_and_ids_are_unique()
    {
        var html = Specs().Replace(WithoutOurs(await Write(SampleReport.Create())), "");
        foreach (var element in new[] { "section", "div", "figure", "figcaption", "ul", "ol", "li", "table", "tr", "th", "td", "main", "nav", "header", "footer", "dl", "bdi", "p", "span" })
        {
            Assert.True(Occurrences(html, $"<{element}>") + Occurrences(html, $"<{element} ") == Occurrences(html, $"</{element}>"), $"A {element} is not closed.");
        }

        var ids = Ids().Matches(html).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task Licences_of_what_it_carries_stand_in_it()
    {
        var html = await Write(SampleReport.Create());
        Assert.Contains("University of Washington Interactive Data Lab", html, StringComparison.Ordinal);
        Assert.DoesNotContain("--", ReportFiles.Licences, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_json_holds_the_same_pages()
    {
        using var json = new MemoryStream();
        await JsonReport.WriteAsync(SampleReport.Create(), json, CancellationToken.None);
        var back = JsonSerializer.Deserialize<Report>(json.ToArray(), AffectJson.Options)!;

        Assert.Equal(await Write(SampleReport.Create()), await Write(back));
    }

    [Theory]
    [InlineData("Two words")]
    [InlineData("")]
    [InlineData("a\"b")]
    public async Task An_id_that_is_no_anchor_is_refused(string id)
    {
        var report = Report() with { Pages = [new ReportPage(id, "q", "a", [])] };
        await Assert.ThrowsAsync<ArgumentException>(() => HtmlReport.WriteAsync(report, Stream.Null, CancellationToken.None));
    }

    [Fact]
    public async Task A_finding_of_no_page_a_short_row_and_a_picture_without_text_are_refused()
    {
        Report[] broken =
        [
            Report() with { Findings = [new Finding("s", 1, null, "elsewhere")] },
            Report(new TableBlock("t", [new("a"), new("b")], [["1"]])),
            Report(new GalleryBlock("g", [new GalleryItem("i", null) { Picture = [1] }])),
            Report() with { Pages = [] },
            Report() with { Pages = [new("a", "q", "a", []), new("a", "q", "a", [])] },
        ];
        foreach (var report in broken)
        {
            await Assert.ThrowsAsync<ArgumentException>(() => HtmlReport.WriteAsync(report, Stream.Null, CancellationToken.None));
            await Assert.ThrowsAsync<ArgumentException>(() => JsonReport.WriteAsync(report, Stream.Null, CancellationToken.None));
        }
    }

    [Fact]
    public async Task Writing_can_be_cancelled()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => HtmlReport.WriteAsync(SampleReport.Create(), Stream.Null, new CancellationToken(canceled: true)));
    }

    private static Report Report(params ReportBlock[] blocks) => new()
    {
        Title = "t",
        Subtitle = "s",
        Created = DateTimeOffset.UnixEpoch,
        Pages = [new ReportPage("a", "q", "a", blocks)],
    };

    private static async Task<string> Write(Report report)
    {
        using var html = new MemoryStream();
        await HtmlReport.WriteAsync(report, html, CancellationToken.None);
        return Encoding.UTF8.GetString(html.ToArray());
    }

    /// <summary>Without the libraries, the style and the licences, which are ours and the same in every report.</summary>
    private static string WithoutOurs(string html) => Inline().Replace(Comment().Replace(html, "", 1), "");

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex("http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"")]
    private static partial Regex Policy();

    [GeneratedRegex("<(script|style)>(.*?)</\\1>", RegexOptions.Singleline)]
    private static partial Regex Inline();

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("<script type=\"application/json\" id=\"[^\"]*\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Specs();

    [GeneratedRegex(" id=\"([^\"]*)\"")]
    private static partial Regex Ids();
}
