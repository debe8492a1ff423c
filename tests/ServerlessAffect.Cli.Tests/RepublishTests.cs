using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Tests.Running;

namespace ServerlessAffect.Cli.Tests;

/// <summary>A running <c>affect up</c> of its own, because its champions change.</summary>
public sealed class RepublishTests(RunningUp up) : IClassFixture<RunningUp>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_text_that_was_scored_before_is_shown_with_the_reading_of_the_new_champion_alone()
    {
        using var newer = new TinyModels();
        var second = newer.Add("tiny-mood", ["down", "up"], DateTimeOffset.UnixEpoch.AddDays(20_100));
        var file = _folder.Write("z.txt", $"a gain {Guid.NewGuid()}");
        var before = await RunAsync("drop", file, "--model", "tiny-mood", "--wait", "--json");

        Assert.Equal(ExitCodes.Done, (await RunAsync("models", "publish", newer.FolderOf(second))).ExitCode);
        var after = await RunAsync("drop", file, "--model", "tiny-mood", "--wait", "--json");

        var version = Assert.Single(after.Lines)["model"]!["version"]!.GetValue<string>();
        Assert.NotEqual(Assert.Single(before.Lines)["model"]!["version"]!.GetValue<string>(), version);
        Assert.Equal(second.Manifest.Version, version);
    }

    private Task<CommandRun> RunAsync(params string[] args) => CommandRun.OfAsync(up.Surroundings, args);
}
