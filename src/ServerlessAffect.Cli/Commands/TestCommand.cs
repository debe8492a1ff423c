using System.CommandLine;
using System.Diagnostics;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Cli.Commands;

/// <summary><c>affect test</c>: hands over to the script of the checkout, which builds before it tests.</summary>
internal sealed class TestCommand : Command
{
    public TestCommand(Terminal terminal)
        : base("test", "Build everything and run all tests (in a checkout)")
    {
        var soak = new Option<bool>("--soak") { Description = "The full counts of kills and fuzzing; takes hours" };
        Options.Add(soak);
        SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(soak), terminal, cancellationToken));
    }

    private static async Task<int> RunAsync(bool soak, Terminal terminal, CancellationToken cancellationToken)
    {
        var script = Installation.FindCheckout() is { } checkout
            ? Path.Combine(checkout, "affect")
            : throw new AffectException(ErrorCodes.NotFound, "The tests are part of a checkout of the repository; run ./affect test there.");
        await terminal.Error.WriteLineAsync($"affect: running {script} test").ConfigureAwait(false);
        using var child = Process.Start(new ProcessStartInfo(script, soak ? ["test", "--soak"] : ["test"]))
            ?? throw new AffectException(ErrorCodes.MissingTool, "The script did not start.");
        await child.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return child.ExitCode;
    }
}
