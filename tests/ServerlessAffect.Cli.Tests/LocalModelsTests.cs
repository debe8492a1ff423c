using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Tests.Running;

namespace ServerlessAffect.Cli.Tests;

/// <summary>The models of this machine, where no stack runs.</summary>
public sealed class LocalModelsTests : IDisposable
{
    private readonly TinyModels _models = new();

    public void Dispose() => _models.Dispose();

    [Fact]
    public async Task The_newest_version_of_a_name_is_its_champion_and_speaks()
    {
        var newer = _models.Add("tiny-mood", ["down", "higher"], DateTimeOffset.UnixEpoch.AddDays(20_001));

        var listed = (await RunAsync("models", "list", "--json")).Lines.Where(l => l["name"]!.GetValue<string>() == "tiny-mood").ToArray();
        var scored = (await RunAsync("score", "--text", "a gain", "--json")).Lines[0];
        var older = (await RunAsync("score", "--text", "a gain", "--model", $"tiny-mood@{_models.Mood.Manifest.Version}", "--json")).Lines[0];

        Assert.Equal([newer.Manifest.Version, _models.Mood.Manifest.Version], listed.Select(l => l["version"]!.GetValue<string>()));
        Assert.Equal(["champion"], listed[0]["aliases"]!.AsArray().Select(a => a!.GetValue<string>()));
        Assert.Empty(listed[1]["aliases"]!.AsArray());
        Assert.Equal("higher", scored["label"]!.GetValue<string>());
        Assert.Equal("up", older["label"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../tiny-mood")]
    [InlineData("tiny-mood@../x")]
    public async Task A_name_cannot_leave_the_folder_of_models(string name)
    {
        var run = await RunAsync("models", "show", name);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
    }

    private Task<CommandRun> RunAsync(params string[] args) => CommandRun.OfAsync(_models.Surroundings, args);
}
