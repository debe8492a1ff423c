using System.CommandLine;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Dropping;
using ServerlessAffect.Cli.Hosting;
using ServerlessAffect.Cli.Rendering;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Pipeline.Items;

namespace ServerlessAffect.Cli.Commands;

/// <summary><c>affect drop FILES…</c>: uploads into the inbox of the running stack; with <c>--wait</c> shows the readings.</summary>
internal sealed class DropCommand : Command, IHasExamples
{
    private readonly Argument<string[]> _files = new("files") { Description = "Files to drop: .txt, .csv, .jsonl", Arity = ArgumentArity.OneOrMore };

    private readonly Option<bool> _wait = new("--wait", "-w") { Description = "Wait for the readings and show them" };

    private readonly Option<string?> _subject = new("--subject") { Description = "Whom the files are about, for a later 'affect erase'" };

    public DropCommand(Terminal terminal)
        : base("drop", "Drop files into the inbox of a running 'affect up'")
    {
        Arguments.Add(_files);
        Options.Add(_wait);
        Options.Add(_subject);
        SetAction((parsed, cancellationToken) => RunAsync(parsed, terminal, cancellationToken));
    }

    public IReadOnlyList<string> Examples =>
    [
        "affect drop samples/*.txt --wait",
        "affect drop diary.csv --subject anna",
    ];

    private async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        await using var storage = StorageSession.Open(terminal.Surroundings);
        var media = storage.Get<IMediaStore>();
        var dropped = new List<DroppedInput>();
        foreach (var file in parsed.GetRequiredValue(_files))
        {
            dropped.Add(await InboxDrop.RunAsync(media, file, parsed.GetValue(_subject), cancellationToken).ConfigureAwait(false));
        }

        var json = parsed.GetValue(JsonOption.Instance);
        return parsed.GetValue(_wait)
            ? await DropResults.ShowAsync(dropped, storage.Get<IItemStore>(), storage.Get<GetItem>(), terminal, json, cancellationToken).ConfigureAwait(false)
            : ShowDropped(dropped, terminal, json);
    }

    private static int ShowDropped(List<DroppedInput> dropped, Terminal terminal, bool json)
    {
        var table = new PlainTable("file", "item", "status");
        foreach (var input in dropped)
        {
            if (json)
            {
                JsonLines.Write(terminal, input);
            }

            table.Add(input.File, input.Item?.Value, input.Error is { } error ? $"failed: {error.Message}" : "dropped");
        }

        if (!json)
        {
            table.Write(terminal);
        }

        return dropped.Exists(d => d.Error is not null) ? ExitCodes.Failed : ExitCodes.Done;
    }
}
