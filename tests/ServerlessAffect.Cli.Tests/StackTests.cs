using System.Text.Json.Nodes;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Hosting;
using ServerlessAffect.Cli.Tests.Running;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Cli.Tests;

/// <summary>The commands that talk to a running <c>affect up</c>: a real one, started once, without its own process.</summary>
public sealed class StackTests(RunningUp up) : IClassFixture<RunningUp>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_dropped_file_comes_back_as_readings_in_the_lines_of_score()
    {
        var good = _folder.Write("note.txt", $"a gain {Guid.NewGuid()}");
        var bad = _folder.Write("zip.txt", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, .. Guid.NewGuid().ToByteArray()]);

        var run = await RunAsync("drop", good, bad, "--wait", "--json");

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        await LineSchema.AssertValidAsync("score.schema.json", run.Out);
        Assert.Equal(
            [(good, "scored", "tiny-mood"), (good, "scored", "tiny-topic"), (bad, "quarantined", null)],
            run.Lines.Select(l => (l["file"]!.GetValue<string>(), l["status"]!.GetValue<string>(), l["model"]?["name"]?.GetValue<string>())));
        Assert.Equal(ErrorCodes.NotText, run.Lines[2]["error"]!["code"]!.GetValue<string>());
        Assert.Equal(ExitCodes.Done, (await RunAsync("drop", good, "--wait", "--json")).ExitCode);
    }

    [Fact]
    public async Task Names_that_are_taken_do_not_replace_a_file_and_unsafe_names_are_refused()
    {
        var first = _folder.Write("same.txt", $"a gain {Guid.NewGuid()}");
        var one = await RunAsync("drop", first, "--json");
        _folder.Write("same.txt", $"a loss {Guid.NewGuid()}");
        var two = await RunAsync("drop", first, _folder.Write("a\u001bb.txt", "a gain"), Path.Combine(_folder.Root, "none.txt"), "--json");

        Assert.Equal(ExitCodes.Done, one.ExitCode);
        Assert.NotEqual(one.Lines[0]["name"]!.GetValue<string>(), two.Lines[0]["name"]!.GetValue<string>());
        Assert.Equal(ExitCodes.Failed, two.ExitCode);
        Assert.Equal(ErrorCodes.UnsafeName, two.Lines[1]["error"]!["code"]!.GetValue<string>());
        Assert.Equal(ErrorCodes.NotFound, two.Lines[2]["error"]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Bytes_that_are_known_under_another_format_are_refused_and_shown_as_that()
    {
        var text = $"a gain {Guid.NewGuid()}\nand a loss\n";
        var txt = _folder.Write($"{Guid.NewGuid():N}.txt", text);
        var csv = _folder.Write($"{Guid.NewGuid():N}.csv", text);
        var first = await RunAsync("drop", txt, "--wait", "--json");

        var second = await RunAsync("drop", csv, "--wait", "--json");
        var again = await RunAsync("drop", csv, "--wait", "--json");

        Assert.Equal(ExitCodes.Done, first.ExitCode);
        foreach (var run in new[] { second, again })
        {
            var line = Assert.Single(run.Lines);
            Assert.Equal(("quarantined", ErrorCodes.FormatConflict), (line["status"]!.GetValue<string>(), line["error"]!["code"]!.GetValue<string>()));
        }
    }

    [Fact]
    public async Task Of_two_files_with_the_same_bytes_each_has_its_own_outcome()
    {
        var text = $"gain-{Guid.NewGuid():N}";
        var txt = _folder.Write($"{Guid.NewGuid():N}.txt", text);
        var csv = _folder.Write($"{Guid.NewGuid():N}.csv", text);

        var run = await RunAsync("drop", txt, csv, "--wait", "--json");

        // Whichever is taken first decides what the bytes mean; as a table they have no row.
        var refused = run.Lines.Where(l => l["status"]!.GetValue<string>() == "quarantined").ToDictionary(l => l["file"]!.GetValue<string>(), l => l["error"]!["code"]!.GetValue<string>());
        Assert.Contains(refused[csv], new[] { ErrorCodes.EmptyTable, ErrorCodes.FormatConflict });
        Assert.Equal(ErrorCodes.FormatConflict, refused.GetValueOrDefault(txt, ErrorCodes.FormatConflict));
    }

    [Fact]
    public async Task A_drop_may_choose_one_model_and_only_one_that_is_there()
    {
        var file = _folder.Write($"{Guid.NewGuid():N}.txt", $"a gain {Guid.NewGuid()}");

        var one = await RunAsync("drop", file, "--model", "tiny-topic", "--wait", "--json");
        var nobody = await RunAsync("drop", file, "--model", "nobody");
        var all = await RunAsync("drop", file, "--wait", "--json");

        Assert.Equal("tiny-topic", Assert.Single(one.Lines)["model"]!["name"]!.GetValue<string>());
        Assert.Equal(ExitCodes.Failed, nobody.ExitCode);
        Assert.Contains($"({ErrorCodes.UnknownModel})", nobody.Error, StringComparison.Ordinal);
        Assert.Equal(2, all.Lines.Count);
    }

    [Fact]
    public async Task Status_counts_items_and_names_the_live_models()
    {
        var status = Assert.Single((await RunAsync("status", "--json")).Lines);

        Assert.Equal(["received", "extracted", "scored", "quarantined", "dead"], status["items"]!.AsObject().Select(p => p.Key));
        Assert.True(status["queues"]!.AsObject().ContainsKey("score-requests"));
        Assert.Empty(status["orchestrations"]!.AsArray());
        Assert.Equal(["tiny-mood", "tiny-topic"], status["models"]!.AsArray().Select(m => m!["name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Models_come_from_the_registry_with_their_alias()
    {
        var models = (await RunAsync("models", "list", "--json")).Lines;

        Assert.Equal(
            ["name", "version", "aliases", "created", "recipe", "snapshot", "sha256", "metrics", "terms"], models[0].AsObject().Select(p => p.Key));
        Assert.All(models, m => Assert.Equal("champion", Assert.Single(m["aliases"]!.AsArray())!.GetValue<string>()));
        Assert.Contains("accuracy", (await RunAsync("models", "show", "tiny-mood")).Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Failed, (await RunAsync("models", "show", "nobody")).ExitCode);
    }

    [Fact]
    public async Task An_item_can_be_labelled_and_its_subject_erased()
    {
        var file = _folder.Write("diary.txt", $"a loss {Guid.NewGuid()}");
        var item = (await RunAsync("drop", file, "--subject", "anna", "--wait", "--json")).Lines[0]["item"]!.GetValue<string>();

        var label = await RunAsync("label", item, "--model", "tiny-mood", "--label", "up", "--by", "me", "--json");
        var wrong = await RunAsync("label", item, "--model", "tiny-mood", "--label", "sideways");
        var erased = Assert.Single((await RunAsync("erase", "--subject", "anna", "--json")).Lines);

        Assert.Equal("up", Assert.Single(label.Lines)["label"]!.GetValue<string>());
        Assert.Equal(ExitCodes.Usage, wrong.ExitCode);
        Assert.Contains("down, up", wrong.Error, StringComparison.Ordinal);
        Assert.Equal(1, erased["items"]!.GetValue<int>());
        Assert.True(erased["removed"]!["predictions"]!.GetValue<int>() > 0);
        Assert.Equal(0, Assert.Single((await RunAsync("erase", "--subject", "anna", "--json")).Lines)["items"]!.GetValue<int>());
    }

    [Fact]
    public async Task Erasing_a_subject_that_nobody_knows_says_that_nothing_was_found()
    {
        var run = await RunAsync("erase", "--subject", "nobody-of-that-name");

        Assert.Equal(ExitCodes.Done, run.ExitCode);
        Assert.Contains("Nothing of that subject was found", Assert.Single(run.Out.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_quarantined_can_be_retried()
    {
        await RunAsync("drop", _folder.Write("again.txt", [0x1f, 0x8b, 8, 0, .. Guid.NewGuid().ToByteArray()]), "--wait");

        var retried = Assert.Single((await RunAsync("retry", "--json")).Lines);

        Assert.True(retried["files"]!.GetValue<int>() >= 1);
    }

    [Fact]
    public async Task Up_in_a_folder_where_it_runs_says_so()
    {
        var run = await RunAsync("up", "--port", "0");

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Contains("already runs", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_runs_there_is_one_clear_line()
    {
        foreach (var command in new[] { "status", "retry" })
        {
            var run = await CommandRun.OfAsync(new Surroundings(_folder.Root, new Dictionary<string, string>()), command);

            Assert.Equal(ExitCodes.Failed, run.ExitCode);
            Assert.Contains("start 'affect up'", Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_setting_that_cannot_be_is_named()
    {
        var surroundings = new Surroundings(_folder.Root, new Dictionary<string, string> { ["AzureWebJobsStorage"] = "nonsense" });

        var run = await CommandRun.OfAsync(surroundings, "status");

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Contains("AzureWebJobsStorage", Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Contains($"({ErrorCodes.InvalidSetting})", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_file_of_a_process_that_is_gone_or_half_written_counts_as_none()
    {
        RunningStackFile.Write(_folder.Root, new RunningStack(int.MaxValue, "x", new Uri("http://127.0.0.1:1"), "k"));
        Assert.Null(RunningStackFile.Find(_folder.Root));

        File.WriteAllText(Path.Combine(_folder.Root, ".affect", "up.json"), "{\"processId\":");
        Assert.Null(RunningStackFile.Find(_folder.Root));
    }

    private Task<CommandRun> RunAsync(params string[] args) => CommandRun.OfAsync(up.Surroundings, args);
}
