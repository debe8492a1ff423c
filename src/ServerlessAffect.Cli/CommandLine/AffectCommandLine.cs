using System.CommandLine;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Cli.CommandLine;

/// <summary>The command <c>affect</c>: parses, runs one command, and turns every failure into one readable line and an exit code.</summary>
internal sealed class AffectCommandLine(Terminal terminal)
{
    // A text may begin with '@' (a mention), so response files are off; options of one letter are not bundled.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var root = AffectRoot.Create(terminal);
        if (args.Length == 0)
        {
            root.Parse(["--help"], Parsing).Invoke(new InvocationConfiguration { Output = terminal.Error });
            return ExitCodes.Usage;
        }

        var parsed = root.Parse(args, Parsing);
        if (parsed.Errors.Count > 0)
        {
            UsageErrors.Write(parsed, terminal.Error);
            return ExitCodes.Usage;
        }

        if (MistypedOptions.Find(parsed, args) is { Count: > 0 } mistyped)
        {
            UsageErrors.WriteMistyped(mistyped, parsed, terminal.Error);
            return ExitCodes.Usage;
        }

        // Signals are handled by the process, which gives a command the time that it needs to stop cleanly.
        var invocation = new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };

        try
        {
            var code = await parsed.InvokeAsync(invocation, cancellationToken).ConfigureAwait(false);

            // What is still buffered may be what does not fit any more. Not cancelled: a command that was told to stop and did has ended well.
            await terminal.OutBytes.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            return code;
        }
        catch (OutputFailure failure)
        {
            if (failure.IsReaderGone)
            {
                return ExitCodes.ReaderGone;
            }

            await terminal.Error.WriteLineAsync($"affect: {failure.Message} ({ErrorCodes.InputOutput})").ConfigureAwait(false);
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await terminal.Error.WriteLineAsync("affect: stopped.").ConfigureAwait(false);
            return ExitCodes.Stopped;
        }
        catch (Exception exception) when (ReadableFailure.Of(exception) is { } failure)
        {
            await terminal.Error.WriteLineAsync($"affect: {failure.Message} ({failure.Code})").ConfigureAwait(false);
            return failure.Code == ErrorCodes.InvalidRequest ? ExitCodes.Usage : ExitCodes.Failed;
        }
    }
}
