using System.Text.Json.Nodes;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Tests.Running;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Features;
using ServerlessAffect.Features.Npz;

namespace ServerlessAffect.Cli.Tests;

public sealed class FeaturesTests(TinyModels models) : IClassFixture<TinyModels>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(FeatureSetCatalogue.TextHashing)]
    [InlineData(FeatureSetCatalogue.TextHashingCharacters)]
    [InlineData("tiny-mood")]
    public async Task A_set_is_written_as_npz_with_its_description(string set)
    {
        var output = Path.Combine(_folder.Root, "new", "f.npz");

        var run = await FeaturesAsync(_folder.Write("a.csv", "text\na gain\na loss\n"), "--set", set, "--out", output, "--json");

        Assert.True(run.ExitCode == ExitCodes.Done, run.Error);
        var written = JsonNode.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(output, ".json")))!.AsObject();
        Assert.Equal(["schema", "hash", "sampleRate", "arrays", "raised"], written.Select(p => p.Key));
        Assert.Null(written["sampleRate"]);
        Assert.Empty(written["raised"]!.AsArray());
        Assert.True(JsonNode.DeepEquals(written, Assert.Single(run.Lines)));
        var features = SparseFeaturesFile.Read(await File.ReadAllBytesAsync(output), ContentHash.Parse(written["hash"]!.GetValue<string>()));
        Assert.Equal([0, 1], features.Rows);
        Assert.True(features.Matrix.Entries > 0);
    }

    [Fact]
    public async Task The_features_of_a_model_are_those_of_its_schema()
    {
        var output = Path.Combine(_folder.Root, "f.npz");

        await FeaturesAsync(_folder.Write("a.txt", "a gain"), "--set", "tiny-mood", "--out", output);

        var features = SparseFeaturesFile.Read(await File.ReadAllBytesAsync(output), models.Mood.Manifest.SchemaHash);
        Assert.Equal(models.Mood.Schema.Axes[^1].Size, features.Matrix.Columns);
    }

    [Fact]
    public async Task Rows_without_features_are_named_with_their_reason()
    {
        var run = await FeaturesAsync(_folder.Write("a.csv", "text\na gain\n\" \"\n"), "--set", FeatureSetCatalogue.TextHashing, "--out", Path.Combine(_folder.Root, "f.npz"), "--json");

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        var raised = Assert.Single(Assert.Single(run.Lines)["raised"]!.AsArray())!;
        Assert.Equal("row 1", raised["name"]!.GetValue<string>());
        Assert.StartsWith(ErrorCodes.EmptyText, raised["error"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.txt", "no-such-set", ErrorCodes.UnknownFeatureSet)]
    [InlineData("none.txt", FeatureSetCatalogue.TextHashing, ErrorCodes.NotFound)]
    [InlineData("a.wav", FeatureSetCatalogue.TextHashing, ErrorCodes.UnsupportedModality)]
    public async Task What_cannot_be_done_is_one_line_and_writes_nothing(string file, string set, string code)
    {
        _folder.Write("a.txt", "a gain");
        _folder.Write("a.wav", "RIFF");
        var output = Path.Combine(_folder.Root, "f.npz");

        var run = await FeaturesAsync(Path.Combine(_folder.Root, file), "--set", set, "--out", output);

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Contains($"({code})", Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.False(File.Exists(output));
    }

    [SkippableFact]
    public async Task A_place_that_takes_no_file_is_said_to_be_that()
    {
        Skip.IfNot(Directory.Exists("/proc/self"), "There is no /proc.");

        var run = await FeaturesAsync(_folder.Write("a.txt", "a gain"), "--set", FeatureSetCatalogue.TextHashing, "--out", "/proc/x.npz");

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Contains($"({ErrorCodes.InputOutput})", run.Error, StringComparison.Ordinal);
        Assert.Contains("/proc/x.npz", run.Error, StringComparison.Ordinal);
        Assert.Contains("cannot be written", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_to_write_must_be_an_npz()
    {
        Assert.Equal(ExitCodes.Usage, (await FeaturesAsync("a.txt", "--set", "x", "--out", "f.csv")).ExitCode);
    }

    private Task<CommandRun> FeaturesAsync(params string[] args) => CommandRun.OfAsync(models.Surroundings, ["features", .. args]);
}
