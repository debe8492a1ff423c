using System.Globalization;
using ServerlessAffect.EndToEnd.Tests.Running;

namespace ServerlessAffect.EndToEnd.Tests;

public sealed class PublishTests : IDisposable
{
    private const string Recipe = """
        {
          "name": "moods", "version": 1, "title": "Made up.", "modality": "text", "data": "table",
          "features": { "blocks": [ { "name": "words" } ] },
          "members": [ { "learner": "linear-svc", "c": 1 } ],
          "calibration": { "folds": 2 }, "unsure": { "targetAccuracy": 0.9 },
          "terms": "Made up.", "notice": "Made up.", "intendedUse": "Tests.", "limits": []
        }
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_model_trained_on_ones_own_texts_is_published_reads_what_is_dropped_and_is_followed_by_the_next()
    {
        _folder.Write("moods.json", Recipe);
        _folder.Write("manifest.csv", "text,label\n" + string.Concat(Enumerable.Range(0, 120).Select(
            i => string.Create(CultureInfo.InvariantCulture, $"{(i % 2 == 0 ? "a good" : "a bad")} day number{i % 30} text{i},{(i % 2 == 0 ? "glad" : "sad")}\n"))));
        var note = _folder.Write("note.txt", "what a good thing");
        using var up = AffectProcess.Start(_folder.Root, "up", "--port", "0", "--json");
        await up.UntilAsync(() => up.Out.Contains('\n', StringComparison.Ordinal));

        var first = await PublishAsync("0");
        using var drop = await AffectProcess.RunAsync(_folder.Root, "drop", note, "--wait", "--json");
        var second = await PublishAsync("1");

        Assert.Contains(drop.Lines, l => l["model"]?["name"]?.GetValue<string>() == "moods" && l["model"]!["version"]!.GetValue<string>() == first && l["label"]!.GetValue<string>() == "glad");
        using var list = await AffectProcess.RunAsync(_folder.Root, "models", "list", "--json");
        var champion = Assert.Single(list.Lines, l => l["name"]!.GetValue<string>() == "moods" && l["aliases"]!.AsArray().Any(a => a!.GetValue<string>() == "champion"));
        Assert.Equal(second, champion["version"]!.GetValue<string>());
        Assert.NotEqual(first, second);
        up.Interrupt();
        Assert.Equal(0, await up.ExitCodeAsync(60));
    }

    private async Task<string> PublishAsync(string seed)
    {
        using var train = await AffectProcess.RunAsync(
            _folder.Root, "train", "moods.json", "--data", "table=.", "--seed", seed, "--out", "out" + seed, "--publish", "--json");
        Assert.True(await train.ExitCodeAsync() == 0, train.Error);
        return Assert.Single(train.Lines)["version"]!.GetValue<string>();
    }
}
