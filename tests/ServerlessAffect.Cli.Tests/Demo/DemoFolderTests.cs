using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Tests.Running;

namespace ServerlessAffect.Cli.Tests.Demo;

/// <summary>A demo whose results could not be kept ends before anything is started.</summary>
public sealed class DemoFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_where_the_results_would_go_is_named_before_anything_starts()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Root, ".affect"));
        await File.WriteAllTextAsync(Path.Combine(_folder.Root, ".affect", "demo"), "mine");

        await RefusedAsync(_folder.Root, "is a file");
    }

    [SkippableFact]
    public async Task A_folder_where_nothing_can_be_written_is_named_before_anything_starts()
    {
        // Not even root makes a folder there.
        Skip.IfNot(Directory.Exists("/sys/kernel"), "There is no /sys.");

        await RefusedAsync("/sys", "/sys/.affect");
    }

    private static async Task RefusedAsync(string workingFolder, string what)
    {
        var run = await CommandRun.OfAsync(new Surroundings(workingFolder, new Dictionary<string, string>()), "demo");

        Assert.NotEqual(ExitCodes.Done, run.ExitCode);
        Assert.Equal("", run.Out);
        Assert.Contains(what, Assert.Single(run.Error.TrimEnd().Split('\n'), l => !l.StartsWith("Try: ", StringComparison.Ordinal)), StringComparison.Ordinal);
    }
}
