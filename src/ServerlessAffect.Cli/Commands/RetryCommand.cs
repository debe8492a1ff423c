using System.CommandLine;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Hosting;
using ServerlessAffect.Cli.Rendering;
using ServerlessAffect.Pipeline.Upkeep;

namespace ServerlessAffect.Cli.Commands;

/// <summary><c>affect retry</c>: dead requests, dead and quarantined files get another chance.</summary>
internal sealed class RetryCommand : Command
{
    public RetryCommand(Terminal terminal)
        : base("retry", "Give dead requests, dead and quarantined files and given-up messages another chance, after the cause was mended")
    {
        SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(JsonOption.Instance), terminal, cancellationToken));
    }

    private static async Task<int> RunAsync(bool json, Terminal terminal, CancellationToken cancellationToken)
    {
        await using var storage = StorageSession.Open(terminal.Surroundings);
        var retried = await storage.Get<RetryDead>().RunAsync(cancellationToken).ConfigureAwait(false);
        if (json)
        {
            JsonLines.Write(terminal, retried);
        }
        else
        {
            await terminal.Out.WriteLineAsync($"Retried {retried.Requests} dead requests, {retried.Files} files and {retried.Messages} messages that were given up.").ConfigureAwait(false);
            if (retried.Requests + retried.Files + retried.Messages > 0)
            {
                await terminal.Error.WriteLineAsync("What fails again is given up again, for the reason that its item has ('affect status' counts both).").ConfigureAwait(false);
            }
        }

        return ExitCodes.Done;
    }
}
