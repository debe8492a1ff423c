using System.Text;
using System.Text.Json.Nodes;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Tests.Running;
using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Cli.Tests;

public sealed class ScoreTests(TinyModels models) : IClassFixture<TinyModels>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_row_gets_a_line_per_model_in_input_order()
    {
        var csv = _folder.Write("a.csv", "id,text\n1,what a gain\n2,\"a loss,\nreally\"\n");
        var txt = _folder.Write("b.txt", "loss");

        var run = await ScoreAsync(csv, txt, "--json");

        Assert.Equal(ExitCodes.Done, run.ExitCode);
        Assert.Equal("", run.Error);
        await LineSchema.AssertValidAsync("score.schema.json", run.Out);
        Assert.Equal(
            [(csv, 0, "tiny-mood", "up"), (csv, 0, "tiny-topic", "weather"), (csv, 1, "tiny-mood", "down"), (csv, 1, "tiny-topic", "markets"),
                (txt, 0, "tiny-mood", "down"), (txt, 0, "tiny-topic", "markets")],
            run.Lines.Select(l => (l["file"]!.GetValue<string>(), l["row"]!.GetValue<int>(), l["model"]!["name"]!.GetValue<string>(), l["label"]!.GetValue<string>())));
        Assert.All(run.Lines, l => Assert.Equal(1, l["probabilities"]!.AsObject().Sum(p => p.Value!.GetValue<double>()), 5));
    }

    [Fact]
    public async Task A_line_says_which_model_and_schema_and_bytes_it_is_about()
    {
        var txt = _folder.Write("b.txt", "a gain");

        var line = Assert.Single((await ScoreAsync(txt, "--model", "tiny-mood", "--json")).Lines);

        var manifest = models.Mood.Manifest;
        Assert.Equal(ContentHash.Compute("a gain"u8).Value, line["item"]!.GetValue<string>());
        Assert.Equal(manifest.Version, line["model"]!["version"]!.GetValue<string>());
        Assert.Equal(manifest.Files["model.onnx"].Value, line["model"]!["sha256"]!.GetValue<string>());
        Assert.Equal(manifest.SchemaHash.Value, line["schema"]!.GetValue<string>());
        Assert.Equal(manifest.Notice, line["notice"]!.GetValue<string>());
        Assert.False(line["unsure"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_text_without_known_words_is_labelled_and_unsure()
    {
        var line = Assert.Single((await ScoreAsync("--text", "nothing of note", "--model", "tiny-mood", "--json")).Lines);

        Assert.Equal("scored", line["status"]!.GetValue<string>());
        Assert.NotNull(line["label"]);
        Assert.True(line["unsure"]!.GetValue<bool>());
        Assert.Null(line["file"]);
        Assert.Equal(0, line["row"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("@someone a gain")]
    [InlineData("--a gain")]
    [InlineData("-5% but a gain")]
    public async Task A_text_may_begin_with_what_looks_like_an_option(string text)
    {
        var run = await ScoreAsync($"--text={text}", "--model", "tiny-mood", "--json");

        Assert.Equal("up", Assert.Single(run.Lines)["label"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_model_may_be_a_version_or_a_folder()
    {
        var byVersion = await ScoreAsync("--text", "gain", "--model", $"tiny-mood@{models.Mood.Manifest.Version}", "--json");
        var byFolder = await ScoreAsync("--text", "gain", "--model", models.FolderOf(models.Mood), "--json");

        Assert.Equal(ExitCodes.Done, byVersion.ExitCode);
        Assert.Equal(byVersion.Out, byFolder.Out);
    }

    [Fact]
    public async Task Standard_input_is_read_once_and_as_it_is_said_to_be()
    {
        using var input = new MemoryStream("{\"text\":\"a gain\"}\n{\"text\":\"a loss\"}\n"u8.ToArray());

        var run = await CommandRun.OfAsync(models.Surroundings, input, ["score", "-", "--format", "jsonl", "--model", "tiny-mood", "--json"]);

        Assert.Equal(["up", "down"], run.Lines.Select(l => l["label"]!.GetValue<string>()));
        Assert.All(run.Lines, l => Assert.Equal("-", l["file"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Rows_that_fail_do_not_fail_their_neighbours()
    {
        var csv = _folder.Write("a.csv", "text\na gain\n\"  \"\na loss\n");

        var run = await ScoreAsync(csv, "--model", "tiny-mood", "--json");

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Equal(["scored", "failed", "scored"], run.Lines.Select(l => l["status"]!.GetValue<string>()));
        Assert.Equal("empty-text", run.Lines[1]["error"]!["code"]!.GetValue<string>());
        await LineSchema.AssertValidAsync("score.schema.json", run.Out);
    }

    [Fact]
    public async Task A_large_file_is_scored_in_batches_and_in_order()
    {
        var text = new StringBuilder("text\n");
        for (var row = 0; row < 3000; row++)
        {
            text.Append(row % 3 == 0 ? "a gain\n" : "a loss\n");
        }

        var run = await ScoreAsync(_folder.Write("many.csv", text.ToString()), "--model", "tiny-mood", "--json");

        Assert.Equal(Enumerable.Range(0, 3000), run.Lines.Select(l => l["row"]!.GetValue<int>()));
        Assert.All(run.Lines, l => Assert.Equal(l["row"]!.GetValue<int>() % 3 == 0 ? "up" : "down", l["label"]!.GetValue<string>()));
    }

    [Fact]
    public async Task For_people_there_is_a_table_without_colour_in_eighty_columns()
    {
        var run = await ScoreAsync(_folder.Write("b.txt", "a gain"));

        Assert.Equal(ExitCodes.Done, run.ExitCode);
        Assert.DoesNotContain('\u001b', run.Out);
        Assert.Contains("tiny-mood", run.Out, StringComparison.Ordinal);
        Assert.All(run.Out.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public async Task Without_input_or_with_two_kinds_it_is_a_usage_error()
    {
        Assert.Equal(ExitCodes.Usage, (await ScoreAsync()).ExitCode);
        Assert.Equal(ExitCodes.Usage, (await ScoreAsync("a.txt", "--text", "b")).ExitCode);
    }

    private Task<CommandRun> ScoreAsync(params string[] args) => CommandRun.OfAsync(models.Surroundings, ["score", .. args]);
}
