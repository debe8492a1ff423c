using System.Diagnostics;
using ServerlessAffect.EndToEnd.Tests.Running;
using ServerlessAffect.Testing;

namespace ServerlessAffect.EndToEnd.Tests;

/// <summary>What <c>./affect</c> says on a machine that lacks something. The checks run with a path of our own making; nothing is built.</summary>
public sealed class ScriptTests : IDisposable
{
    private static readonly string[] Basics =
        ["bash", "sh", "cat", "cut", "tr", "sed", "grep", "mkdir", "id", "env", "dirname", "readlink", "find", "sort", "cksum", "tail"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("node")]
    [InlineData("npm")]
    [InlineData("dotnet")]
    public async Task A_missing_tool_is_one_line_with_the_remedy(string missing)
    {
        foreach (var tool in new[] { "node", "npm", "dotnet" }.Where(t => t != missing))
        {
            Fake(tool, tool == "node" ? "echo v22.1.0" : "echo '10.0.100 [/x]'");
        }

        var (code, error) = await CheckAsync();

        Assert.Equal(1, code);
        Assert.StartsWith("affect: ", Assert.Single(error), StringComparison.Ordinal);
        Assert.Contains("is missing", error[0], StringComparison.Ordinal);
        Assert.Contains("install", error[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_or_sdk_that_is_too_old_is_named_with_its_version()
    {
        Fake("node", "echo v18.19.0");
        Fake("npm", "echo 9");
        Fake("dotnet", "echo '10.0.100 [/x]'");
        Assert.Contains("v18.19.0", Assert.Single((await CheckAsync()).Error), StringComparison.Ordinal);

        Fake("dotnet", "echo '8.0.404 [/usr/share/dotnet/sdk]'");
        Assert.Contains("8.0.404", Assert.Single((await CheckAsync()).Error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_that_has_everything_passes_the_checks()
    {
        Fake("node", "echo v20.11.1");
        Fake("npm", "echo 10");
        Fake("dotnet", "echo '10.0.100 [/x]'");

        var (code, error) = await CheckAsync();

        Assert.Equal(0, code);
        Assert.Empty(error);
    }

    [Fact]
    public async Task The_script_refuses_what_it_does_not_know()
    {
        foreach (var args in new[] { new[] { "test", "--sok" }, ["format", "--fix"], ["test", "NoSuchProject"] })
        {
            using var run = AffectProcess.StartOther(new ProcessStartInfo(Path.Combine(SharedFiles.RepositoryRoot, "affect"), args) { WorkingDirectory = _folder.Root });

            Assert.Equal(2, await run.ExitCodeAsync());
            Assert.Single(run.Error.TrimEnd().Split('\n'));
        }
    }

    private void Fake(string tool, string body)
    {
        var path = _folder.Write(tool, $"#!/bin/sh\n{body}\n");
        Process.Start("chmod", ["+x", path])!.WaitForExit();
    }

    private async Task<(int Code, string[] Error)> CheckAsync()
    {
        foreach (var tool in Basics.Where(t => !File.Exists(Path.Combine(_folder.Root, t))))
        {
            var real = new[] { "/usr/bin/", "/bin/" }.Select(f => f + tool).First(File.Exists);
            File.CreateSymbolicLink(Path.Combine(_folder.Root, tool), real);
        }

        var start = new ProcessStartInfo("/bin/bash", ["-c", "set -Eeuo pipefail; . \"$ROOT/eng/common.sh\"; . \"$ROOT/eng/setup.sh\""]);
        start.Environment["ROOT"] = SharedFiles.RepositoryRoot;
        start.Environment["PATH"] = _folder.Root;
        using var run = AffectProcess.StartOther(start);
        var code = await run.ExitCodeAsync();
        return (code, run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
