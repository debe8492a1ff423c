using System.CommandLine;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Hosting;
using ServerlessAffect.Cli.Models;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Pipeline.Models;

namespace ServerlessAffect.Cli.Commands;

/// <summary><c>affect models rollback NAME[@VERSION]</c>: an earlier version is the champion again.</summary>
internal sealed class ModelsRollbackCommand : Command, IHasExamples
{
    private readonly Argument<ModelRef> _model = ModelArgument.Create("NAME for the version that was live before, or NAME@VERSION");

    public ModelsRollbackCommand(Terminal terminal)
        : base("rollback", "Make a version that was live before the champion again, by one more entry of the history")
    {
        Arguments.Add(_model);
        SetAction((parsed, cancellationToken) => RunAsync(parsed, terminal, cancellationToken));
    }

    public IReadOnlyList<string> Examples =>
    [
        "affect models rollback tweet-topic",
        "affect models rollback tweet-topic@20261120-dccf17b4",
    ];

    private async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var reference = parsed.GetRequiredValue(_model);
        await using var storage = StorageSession.Open(terminal.Surroundings);
        var release = await storage.Get<RollBack>().RunAsync(reference.Name, reference.Version, cancellationToken).ConfigureAwait(false);
        ReleaseLine.Of(release).Write(parsed.GetValue(JsonOption.Instance), terminal);
        return ExitCodes.Done;
    }
}
