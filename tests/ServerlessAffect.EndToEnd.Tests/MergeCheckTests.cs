using System.Diagnostics;
using ServerlessAffect.EndToEnd.Tests.Running;
using ServerlessAffect.Testing;

namespace ServerlessAffect.EndToEnd.Tests;

/// <summary>The last line of <c>.ci/run</c>, which others read: whatever failed, it never looks like a pass. An <c>affect</c> of our own plays the commands.</summary>
public sealed class MergeCheckTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("5 passed, 0 failed", 0, 0, "5 passed, 0 failed")]
    [InlineData("5 passed, 2 failed", 1, 0, "5 passed, 2 failed")]
    [InlineData("5 passed, 10 failed", 1, 1, "5 passed, 10 failed")]
    [InlineData("5 passed, 0 failed", 0, 1, "5 passed, 1 failed")]
    [InlineData("5 passed, 0 failed", 1, 0, "5 passed, 1 failed")]
    [InlineData("", 1, 0, "0 passed, 1 failed")]
    [InlineData("", 130, 0, "0 passed, 1 failed")]
    public async Task The_last_line_counts_what_no_test_counted(string tests, int testStatus, int formatStatus, string last)
    {
        var folder = Copy();
        _folder.Write("affect", $"""
            #!/bin/sh
            if [ "$1" = format ]; then echo formatting; exit {formatStatus}; fi
            mkdir -p artifacts/test
            if [ -n '{tests}' ]; then echo '{tests}' > artifacts/test/summary; fi
            echo '7 passed, 0 failed'
            exit {testStatus}
            """);
        Executable(Path.Combine(_folder.Root, "affect"));

        var (code, output) = await RunAsync(folder);

        Assert.Equal(last, output[^1]);
        Assert.Equal(testStatus == 0 && formatStatus == 0, code == 0);
    }

    [Fact]
    public async Task A_summary_of_an_earlier_run_is_not_taken_for_this_ones()
    {
        var folder = Copy();
        Directory.CreateDirectory(Path.Combine(_folder.Root, "artifacts", "test"));
        _folder.Write("artifacts/test/summary", "9 passed, 0 failed\n");
        _folder.Write("affect", "#!/bin/sh\nexit 1\n");
        Executable(Path.Combine(_folder.Root, "affect"));

        var (code, output) = await RunAsync(folder);

        Assert.Equal(("0 passed, 1 failed", 1), (output[^1], code));
    }

    private string Copy()
    {
        var script = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.Root, ".ci")).FullName, "run");
        File.Copy(Path.Combine(SharedFiles.RepositoryRoot, ".ci", "run"), script);
        Executable(script);
        return script;
    }

    private static void Executable(string path) => Process.Start("chmod", ["+x", path])!.WaitForExit();

    private static async Task<(int Code, string[] Output)> RunAsync(string script)
    {
        using var run = AffectProcess.StartOther(new ProcessStartInfo("/bin/bash", [script]));
        var code = await run.ExitCodeAsync();
        return (code, run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
