using System.Diagnostics;
using System.IO.Pipes;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Tests.Running;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Cli.Tests;

/// <summary>Inputs that never end and outputs that take no more.</summary>
public sealed class PipeTests(TinyModels models) : IClassFixture<TinyModels>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task A_named_pipe_is_refused_unopened_and_the_next_file_is_read()
    {
        Skip.If(OperatingSystem.IsWindows(), "There are no named pipes among the files.");
        var pipe = Path.Combine(_folder.Root, "pipe.txt");
        using (var make = Process.Start("mkfifo", [pipe]))
        {
            await make.WaitForExitAsync();
        }

        var run = await CommandRun.OfAsync(models.Surroundings, "score", pipe, _folder.Write("a.txt", "a gain"), "--model", "tiny-mood", "--json").WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(ErrorCodes.UnsupportedType, run.Lines[0]["error"]!["code"]!.GetValue<string>());
        Assert.Equal("scored", run.Lines[1]["status"]!.GetValue<string>());
    }

    [SkippableTheory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/urandom")]
    public async Task A_device_is_refused_unread_by_its_own_name_and_behind_links(string device)
    {
        Skip.IfNot(File.Exists(device), "There is no such device.");
        var link = Path.Combine(_folder.Root, "endless.txt");
        File.CreateSymbolicLink(Path.Combine(_folder.Root, "between"), device);
        File.CreateSymbolicLink(link, "between");

        var run = await CommandRun.OfAsync(models.Surroundings, "score", link, device, _folder.Write("a.txt", "a gain"), "--model", "tiny-mood", "--json").WaitAsync(TimeSpan.FromSeconds(30));

        Assert.All(run.Lines.Take(2), l => Assert.Equal(ErrorCodes.UnsupportedType, l["error"]!["code"]!.GetValue<string>()));
        Assert.Contains("device", run.Lines[0]["error"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("scored", run.Lines[2]["status"]!.GetValue<string>());
    }

    [SkippableFact]
    public async Task A_full_disk_is_one_line()
    {
        Skip.IfNot(File.Exists("/dev/full"), "There is no /dev/full.");
        using var full = File.OpenHandle("/dev/full", FileMode.Open, FileAccess.Write);

        var (code, error) = await ScoreToAsync(new StandardOutput(full));

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains($"({ErrorCodes.InputOutput})", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_reader_that_goes_away_ends_the_command_quietly()
    {
        Skip.If(OperatingSystem.IsWindows(), "The console's own stream is used there.");
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        pipe.ClientSafePipeHandle.Dispose();

        var (code, error) = await ScoreToAsync(new StandardOutput(pipe.SafePipeHandle));

        Assert.Equal((ExitCodes.ReaderGone, ""), (code, error));
    }

    private async Task<(int Code, string Error)> ScoreToAsync(StandardOutput output)
    {
        await using var error = new StringWriter();
        using var terminal = new Terminal(models.Surroundings, Stream.Null, new BufferedStream(output, 1 << 15), error, isInteractive: false, Terminal.DefaultWidth);
        var code = await new AffectCommandLine(terminal).RunAsync(["score", "--text", "a gain", "--json"], CancellationToken.None);
        return (code, error.ToString());
    }
}
