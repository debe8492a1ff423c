using System.Diagnostics;
using System.Reflection;
using System.Runtime.Intrinsics;

namespace ServerlessAffect.Testing;

/// <summary>Runs tests again in a child process whose runtime may not use the machine's vectors.</summary>
public static class FewerVectors
{
    /// <summary>No vector instruction at all.</summary>
    public const string None = "none";

    /// <summary>At most 256 bits.</summary>
    public const string Avx2 = "avx2";

    private const string Mark = "AFFECT_VECTORS";

    /// <summary>This process is such a child.</summary>
    public static bool IsChild => Environment.GetEnvironmentVariable(Mark) is not null;

    /// <summary>Whether this process has vectors that its parent took from it; false where nothing was taken.</summary>
    public static bool AreThere => Environment.GetEnvironmentVariable(Mark) switch
    {
        None => Vector128.IsHardwareAccelerated,
        Avx2 => Vector512.IsHardwareAccelerated,
        _ => false,
    };

    /// <summary>Does nothing in a child.</summary>
    /// <param name="vectors">What the child may use: <see cref="None"/> or <see cref="Avx2"/>.</param>
    /// <param name="tests">The assembly of the tests.</param>
    /// <param name="filter">As <c>dotnet test --filter</c> takes it; null for all of the assembly.</param>
    public static async Task RunAgainAsync(string vectors, Assembly tests, string? filter = null)
    {
        ArgumentNullException.ThrowIfNull(tests);
        if (IsChild)
        {
            return;
        }

        var start = new ProcessStartInfo("dotnet", ["test", tests.Location, "--nologo", .. filter is null ? Array.Empty<string>() : ["--filter", filter]])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[Mark] = vectors;
        foreach (var name in vectors == None ? ["DOTNET_EnableHWIntrinsic"] : new[] { "DOTNET_EnableAVX512", "DOTNET_EnableAVX512F" })
        {
            start.Environment[name] = "0";
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"With '{vectors}' for vectors tests fail:\n{output}{await errors}");
        }
    }
}
