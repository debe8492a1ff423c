using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Tests.Running;

namespace ServerlessAffect.Cli.Tests;

/// <summary>Slips of a person who types: one line that says what is expected, and the exit code of a wrong command line.</summary>
public sealed class MistakeTests(TinyModels models) : IClassFixture<TinyModels>
{
    [Theory]
    [InlineData("'--modle'", "did you mean '--model'?", "score", "a.txt", "--modle", "tiny-mood")]
    [InlineData("'--jsn'", "did you mean '--json'?", "score", "a.txt", "--jsn")]
    [InlineData("'--wiat'", "did you mean '--wait'?", "drop", "a.txt", "--wiat")]
    [InlineData("--seed", "whole number", "evaluate", "r", "--data", "a=b", "--out", "o", "--seed", "abc")]
    [InlineData("--standardise", "none or speaker", "evaluate", "r", "--data", "a=b", "--out", "o", "--standardise", "bogus")]
    [InlineData("--port", "whole number", "up", "--port", "abc")]
    [InlineData("--format", "txt, csv or jsonl", "score", "-", "--format", "exe")]
    [InlineData("--text-column", "none of the inputs", "score", "a.txt", "--text-column", "body")]
    [InlineData("--subject", "not blank", "drop", "a.txt", "--subject", "")]
    [InlineData("--subject", "not blank", "erase", "--subject", " anna")]
    [InlineData("--subject", "not blank", "drop", "a.txt", "--subject", "an\nna")]
    public async Task A_slip_is_one_line_with_a_hint(string what, string hint, params string[] args)
    {
        var run = await RunAsync(args);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Equal("", run.Out);
        var lines = run.Error.TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Contains(what, lines[0], StringComparison.Ordinal);
        Assert.Contains(hint, lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("ServerlessAffect", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("Try: affect", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_may_be_named_like_an_option_behind_two_hyphens()
    {
        var run = await RunAsync("score", "--json", "--", "--modle");

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Equal("not-found", Assert.Single(run.Lines)["error"]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_folder_of_models_that_is_not_there_is_named()
    {
        var surroundings = new Surroundings(models.Root, new Dictionary<string, string> { ["AFFECT_MODELS"] = "/nowhere/models" });

        var run = await CommandRun.OfAsync(surroundings, "score", "--text", "a gain");

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Contains("'/nowhere/models'", Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("up")]
    [InlineData("demo")]
    public async Task A_file_in_the_way_of_the_state_folder_is_named(string command)
    {
        using var folder = new TempFolder();
        folder.Write(".affect", "mine");

        var run = await CommandRun.OfAsync(models.Surroundings with { WorkingFolder = folder.Root }, command);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("(input-output)", run.Error, StringComparison.Ordinal);
        Assert.Contains("'.affect' is a file", run.Error, StringComparison.Ordinal);
    }

    private Task<CommandRun> RunAsync(params string[] args) => CommandRun.OfAsync(models.Surroundings, args);
}
