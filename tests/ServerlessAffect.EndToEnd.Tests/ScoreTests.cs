using ServerlessAffect.EndToEnd.Tests.Running;

namespace ServerlessAffect.EndToEnd.Tests;

public sealed class ScoreTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Score_prints_json_lines_alone_and_needs_no_storage()
    {
        var csv = _folder.Write("a.csv", "text\nProfit doubles and shares jump\nDividend cut to zero\n");

        using var score = await AffectProcess.RunAsync(_folder.Root, "score", csv, "--json");

        Assert.True(await score.ExitCodeAsync() == 0, score.Error);
        Assert.Equal("", score.Error);
        Assert.Equal([0, 0, 1, 1], score.Lines.Select(l => l["row"]!.GetValue<int>()));
        Assert.Contains(score.Lines, l => l["model"]!["name"]!.GetValue<string>() == "tweet-topic" && l["label"]!.GetValue<string>() == "Dividend");
        Assert.Equal([csv], Directory.GetFileSystemEntries(_folder.Root));
    }

    [Fact]
    public async Task Exit_codes_tell_done_from_failed_from_misused()
    {
        using var failed = await AffectProcess.RunAsync(_folder.Root, "score", "none.txt", "--json");
        using var misused = await AffectProcess.RunAsync(_folder.Root, "score", "--text");
        using var unknown = await AffectProcess.RunAsync(_folder.Root, "scroe");

        Assert.Equal(1, await failed.ExitCodeAsync());
        Assert.Equal("not-found", Assert.Single(failed.Lines)["error"]!["code"]!.GetValue<string>());
        Assert.Equal(2, await misused.ExitCodeAsync());
        Assert.Equal(2, await unknown.ExitCodeAsync());
        Assert.Contains("did you mean 'score'?", unknown.Error, StringComparison.Ordinal);
    }
}
