using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Tests.Running;

namespace ServerlessAffect.Cli.Tests;

public sealed class ExploreTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Out => Path.Combine(_folder.Root, "out");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Texts_are_read_by_the_champions_and_the_line_names_the_pages()
    {
        var rows = Enumerable.Range(0, 24).Select(i => i % 2 == 0 ? $"Brent slips {i}% as inventories build,2026-01-{i + 1:00}" : $"Shares of $ABC jump {i}% on raised guidance,2026-01-{i + 1:00}");
        var csv = _folder.Write("t.csv", "text,date\n" + string.Join('\n', rows) + "\n");

        var run = await CommandRun.OfAsync("explore", csv, "--methods", "kmeans", "--out", Out, "--json");

        Assert.Equal(ExitCodes.Done, run.ExitCode);
        var line = Assert.Single(run.Lines);
        Assert.Equal(["summary", "contents", "words", "groups", "trajectories"], line["pages"]!.AsArray().Select(p => p!.GetValue<string>()));
        Assert.True(File.Exists(line["report"]!.GetValue<string>()));
        Assert.Contains("tweet-sentiment", await File.ReadAllTextAsync(Path.Combine(Out, "report.json")), StringComparison.Ordinal);
        Assert.Equal(25, (await File.ReadAllLinesAsync(Path.Combine(Out, "assignments.csv"))).Length);
    }

    [Theory]
    [InlineData("many", "--k")]
    [InlineData("1", "2 clusters")]
    [InlineData("99", "99 clusters")]
    public async Task A_number_of_clusters_that_cannot_be_says_so(string k, string expected)
    {
        var csv = _folder.Write("n.csv", "a,b\n1,2\n2,3\n3,5\n4,1\n5,9\n");

        var run = await CommandRun.OfAsync("explore", csv, "--k", k, "--out", Out);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out));
    }
}
