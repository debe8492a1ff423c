using System.CommandLine;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Dropping;
using ServerlessAffect.Cli.Hosting;
using ServerlessAffect.Cli.Rendering;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Pipeline.Extraction;
using ServerlessAffect.Pipeline.Items;
using ServerlessAffect.Pipeline.Models;

namespace ServerlessAffect.Cli.Commands;

/// <summary><c>affect drop FILES…</c>: uploads into the inbox of the running stack; with <c>--wait</c> shows the readings.</summary>
internal sealed class DropCommand : Command, IHasExamples
{
    private readonly Argument<string[]> _files = new("files") { Description = "Files to drop: texts (.txt, .csv, .jsonl), recordings (.wav, .flac, .mp3 and more), videos (.mp4 and more)", Arity = ArgumentArity.OneOrMore };

    private readonly Option<bool> _wait = new("--wait", "-w") { Description = "Wait for the readings and show them" };

    private readonly Option<string?> _subject = SubjectOption.AddTo(new Option<string?>("--subject") { Description = "Whom the files are about, for a later 'affect erase'" });

    private readonly Option<string?> _model = new("--model", "-m") { Description = "The only model that is to read them; without it every champion does" };

    public DropCommand(Terminal terminal)
        : base("drop", "Drop files into the inbox of a running 'affect up'")
    {
        Arguments.Add(_files);
        Options.Add(_wait);
        Options.Add(_subject);
        Options.Add(_model);
        SetAction((parsed, cancellationToken) => RunAsync(parsed, terminal, cancellationToken));
    }

    public IReadOnlyList<string> Examples =>
    [
        "affect drop samples/*.txt --wait",
        "affect drop diary.csv --subject anna",
        "affect drop tweets.csv --model tweet-topic --wait",
    ];

    private async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        await using var storage = StorageSession.Open(terminal.Surroundings);
        var watch = new UploadWatch(storage.Get<IItemStore>(), storage.Get<IQuarantine>(), storage.Get<IAttemptLog>(), storage.Get<ModelDirectory>(), storage.Get<ExtractFeatures>());
        var drop = new InboxDrop(storage.Get<IMediaStore>(), watch, await FolderAsync(storage, parsed.GetValue(_model), cancellationToken).ConfigureAwait(false), parsed.GetValue(_subject));
        var dropped = new List<DroppedInput>();
        foreach (var file in parsed.GetRequiredValue(_files))
        {
            dropped.Add(await drop.RunAsync(file, cancellationToken).ConfigureAwait(false));
        }

        var json = parsed.GetValue(JsonOption.Instance);
        return parsed.GetValue(_wait)
            ? await DropResults.ShowAsync(dropped, watch, storage.Get<GetItem>(), terminal, json, cancellationToken).ConfigureAwait(false)
            : ShowDropped(dropped, terminal, json);
    }

    /// <summary>The first folder of a name chooses the model by its name; its version is always the champion.</summary>
    private static async Task<string?> FolderAsync(StorageSession storage, string? model, CancellationToken cancellationToken)
    {
        if (model is null)
        {
            return null;
        }

        if (ModelRef.TryParse(model, out var reference) && reference.Version is null)
        {
            var release = await storage.Get<ModelDirectory>().FindAsync(reference, cancellationToken).ConfigureAwait(false);
            return release.Standardise is Standardising.None ? release.Model : throw new AffectException(
                ErrorCodes.UnsupportedModality, $"The model {release.Model} reads the recordings of one subject together: drop them with --subject, then 'affect score --subject S' asks it.");
        }

        throw new AffectException(ErrorCodes.InvalidRequest, $"'{Printable.Shorten(model, 64)}' is no model's name; what is dropped is read by the champion of a name, without @VERSION.");
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
