using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Signal.Tests;

/// <summary>Runs every other test of this project again in a child process whose runtime may not use the machine's vectors.</summary>
public class WithoutSimdTests
{
    private const string Mark = "AFFECT_VECTORS";

    [Theory]
    [InlineData("none", "DOTNET_EnableHWIntrinsic")]
    [InlineData("avx2", "DOTNET_EnableAVX512", "DOTNET_EnableAVX512F")]
    public async Task All_tests_pass_again_with_fewer_vectors(string vectors, params string[] switchedOff)
    {
        if (Environment.GetEnvironmentVariable(Mark) is not null)
        {
            return;
        }

        var start = new ProcessStartInfo("dotnet", ["test", typeof(WithoutSimdTests).Assembly.Location, "--nologo"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[Mark] = vectors;
        foreach (var name in switchedOff)
        {
            start.Environment[name] = "0";
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + await errors);
    }

    [Fact]
    public void The_child_really_has_fewer_vectors()
    {
        var vectors = Environment.GetEnvironmentVariable(Mark);
        Assert.False(vectors is not null && Vector512.IsHardwareAccelerated);
        Assert.False(vectors == "none" && Vector128.IsHardwareAccelerated);
    }
}
