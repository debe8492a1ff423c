using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Tests.Running;

namespace ServerlessAffect.Cli.Tests;

public sealed class UsageTests
{
    [Fact]
    public async Task An_unknown_command_is_a_usage_error_with_a_suggestion()
    {
        var run = await CommandRun.OfAsync("tets");

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Equal("", run.Out);
        Assert.Contains("did you mean 'test'?", run.Error, StringComparison.Ordinal);
        Assert.Contains("Try: affect --help", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_option_is_a_usage_error_with_a_suggestion()
    {
        var run = await CommandRun.OfAsync("test", "--soack");

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("did you mean '--soak'?", run.Error, StringComparison.Ordinal);
        Assert.Contains("Try: affect test --help", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_command_the_help_is_shown_and_nothing_is_done()
    {
        var run = await CommandRun.OfAsync();

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Equal("", run.Out);
        Assert.Contains("Usage:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_lists_every_command_on_lines_of_at_most_eighty_columns()
    {
        var run = await CommandRun.OfAsync("--help");

        Assert.Equal(ExitCodes.Done, run.ExitCode);
        Assert.All(run.Out.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 80));
        foreach (var command in new[] { "score", "features", "drop", "models", "label", "status", "retry", "erase", "test" })
        {
            Assert.Contains($"  {command} ", run.Out, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("score")]
    [InlineData("features")]
    [InlineData("drop")]
    public async Task Help_of_a_command_shows_how_it_is_used(string command)
    {
        var run = await CommandRun.OfAsync(command, "--help");

        Assert.Equal(ExitCodes.Done, run.ExitCode);
        Assert.Contains($"Examples:\n  affect {command} ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_with_control_characters_is_shown_without_them()
    {
        var run = await CommandRun.OfAsync("\u001b[31mred");

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.DoesNotContain('\u001b', run.Error);
    }
}
