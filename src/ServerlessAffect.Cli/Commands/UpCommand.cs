using System.CommandLine;
using System.CommandLine.Parsing;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Hosting;
using ServerlessAffect.Cli.Rendering;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Cli.Commands;

/// <summary><c>affect up</c>: storage and functions on this machine until Ctrl-C.</summary>
internal sealed class UpCommand : Command, IHasExamples
{
    private readonly Option<int> _port = new("--port") { Description = "Of the HTTP functions; 0 takes a free one", DefaultValueFactory = _ => 7071 };

    private readonly Option<int> _blobPort = new("--blob-port") { Description = "Of the blob storage; 0 takes a free one", DefaultValueFactory = _ => 0 };

    private readonly Option<int> _queuePort = new("--queue-port") { Description = "Of the queue storage; 0 takes a free one", DefaultValueFactory = _ => 0 };

    public UpCommand(Terminal terminal)
        : base("up", "Run storage, functions and API on this machine until Ctrl-C; files are kept in .affect/")
    {
        foreach (var port in new[] { _port, _blobPort, _queuePort })
        {
            port.Validators.Add(RequirePort);
            Options.Add(port);
        }

        SetAction((parsed, cancellationToken) => RunAsync(parsed, terminal, cancellationToken));
    }

    public IReadOnlyList<string> Examples =>
    [
        "affect up",
        "affect drop *.txt --wait     (then, in another terminal, in the same folder)",
    ];

    private static void RequirePort(OptionResult result)
    {
        if (result.Tokens is [var token] && int.TryParse(token.Value, out var port) && port is < 0 or > 65535)
        {
            result.AddError($"A port is a number from 0 to 65535; got {port}.");
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var folder = terminal.Surroundings.WorkingFolder;
        RunningStackFile.RequireFolder(folder);
        if (RunningStackFile.Find(folder) is { } other)
        {
            throw new AffectException(ErrorCodes.PortInUse, $"'affect up' already runs in this folder (process {other.ProcessId}, {other.Api}); stop it with Ctrl-C there first.");
        }

        foreach (var port in new[] { _port, _blobPort, _queuePort })
        {
            PortCheck.Require(parsed.GetValue(port), port.Name);
        }

        var options = new StackOptions(
            Path.Combine(folder, RunningStackFile.StateFolder, "storage"),
            parsed.GetValue(_port),
            parsed.GetValue(_blobPort),
            parsed.GetValue(_queuePort),
            TimeSpan.FromSeconds(2),
            FunctionKeyFile.ReadOrCreate(folder));
        await terminal.Error.WriteLineAsync("Starting storage and functions…").ConfigureAwait(false);
        await using var stack = await EmbeddedStack.StartAsync(options, terminal, cancellationToken).ConfigureAwait(false);
        RunningStackFile.Write(folder, stack.Running);
        try
        {
            Show(stack.Running, parsed.GetValue(JsonOption.Instance), terminal);
            await stack.WaitAsync(cancellationToken).ConfigureAwait(false);
            await terminal.Error.WriteLineAsync("Stopping…").ConfigureAwait(false);
        }
        finally
        {
            RunningStackFile.Delete(folder);
        }

        return ExitCodes.Done;
    }

    private static void Show(RunningStack stack, bool json, Terminal terminal)
    {
        if (json)
        {
            JsonLines.Write(terminal, stack);
            return;
        }

        terminal.Out.WriteLine($"API           {stack.Api}api/  (described at {stack.Api}api/openapi.json)");
        terminal.Out.WriteLine($"Function key  {stack.FunctionKey}  (header x-functions-key)");
        terminal.Out.WriteLine($"Storage       {stack.ConnectionString}");
        terminal.Out.WriteLine("Drop files with 'affect drop FILES' in this folder. Ctrl-C stops.");
    }
}
