using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Tests.Running;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Cli.Tests;

/// <summary>Publishing folders to a running stack, and going back.</summary>
public sealed class ModelsPublishTests(RunningUp up) : IClassFixture<RunningUp>, IDisposable
{
    private readonly TinyModels _models = new();

    public void Dispose() => _models.Dispose();

    [Fact]
    public async Task A_folder_goes_live_once_and_can_be_taken_back()
    {
        var before = (await RunAsync("models", "show", "tiny-mood", "--json")).Lines[0]["version"]!.GetValue<string>();
        var next = _models.Add("tiny-mood", ["gloomy", "merry"], DateTimeOffset.UnixEpoch.AddDays(20_001));

        var published = Assert.Single((await RunAsync("models", "publish", _models.FolderOf(next), "--reason", "merrier", "--json")).Lines);
        var again = Assert.Single((await RunAsync("models", "publish", _models.FolderOf(next), "--json")).Lines);

        Assert.Equal(["name", "version", "release", "since", "reason"], published.AsObject().Select(p => p.Key));
        Assert.Equal(("tiny-mood", next.Manifest.Version, 2, "merrier"), (Text("name"), Text("version"), published["release"]!.GetValue<int>(), Text("reason")));
        Assert.Equal(published.ToJsonString(), again.ToJsonString());
        Assert.Equal(next.Manifest.Version, (await RunAsync("models", "show", "tiny-mood", "--json")).Lines[0]["version"]!.GetValue<string>());

        var back = Assert.Single((await RunAsync("models", "rollback", "tiny-mood", "--json")).Lines);
        Assert.Equal((before, 3), (back["version"]!.GetValue<string>(), back["release"]!.GetValue<int>()));
        Assert.Contains("is the champion since release 4", (await RunAsync("models", "rollback", $"tiny-mood@{next.Manifest.Version}")).Out, StringComparison.Ordinal);

        string Text(string member) => published[member]!.GetValue<string>();
    }

    [Fact]
    public async Task Where_one_folder_was_changed_none_is_published()
    {
        var good = _models.Add("tiny-good", ["a", "b"], DateTimeOffset.UnixEpoch.AddDays(20_002));
        var bad = _models.Add("tiny-bad", ["a", "b"], DateTimeOffset.UnixEpoch.AddDays(20_002));
        await File.AppendAllTextAsync(Path.Combine(_models.FolderOf(bad), "model.onnx"), "x");

        var run = await RunAsync("models", "publish", _models.FolderOf(good), _models.FolderOf(bad));

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Contains($"({ErrorCodes.TamperedModel})", run.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Failed, (await RunAsync("models", "show", "tiny-good")).ExitCode);
    }

    [Fact]
    public async Task A_folder_without_a_model_and_a_name_without_a_past_are_refused()
    {
        Assert.Contains($"({ErrorCodes.UnknownModel})", (await RunAsync("models", "publish", _models.Root)).Error, StringComparison.Ordinal);
        Assert.Contains("nothing to go back to", (await RunAsync("models", "rollback", "tiny-topic")).Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Usage, (await RunAsync("models", "rollback", "Tiny Topic")).ExitCode);
        Assert.Equal(ExitCodes.Usage, (await RunAsync("models", "publish")).ExitCode);
    }

    private Task<CommandRun> RunAsync(params string[] args) => CommandRun.OfAsync(up.Surroundings, args);
}
