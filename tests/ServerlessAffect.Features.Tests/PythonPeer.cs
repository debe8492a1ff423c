using System.Diagnostics;

namespace ServerlessAffect.Features.Tests;

/// <summary>Debian's Python with scipy, to read what we write; tests that need it are skipped where it is not installed.</summary>
internal static class PythonPeer
{
    private const string Interpreter = "/usr/bin/python3";

    private static readonly Lazy<bool> HasScipy = new(() => File.Exists(Interpreter) && Start("import numpy, scipy.sparse", []).ExitCode == 0);

    public static string Run(string script, params string[] arguments)
    {
        Skip.IfNot(HasScipy.Value, "No python3 with scipy at /usr/bin (apt install python3-scipy).");
        var (exitCode, output) = Start(script, arguments);
        Assert.True(exitCode == 0, output);
        return output;
    }

    private static (int ExitCode, string Output) Start(string script, string[] arguments)
    {
        var start = new ProcessStartInfo(Interpreter, ["-c", script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
