using System.CommandLine;
using System.CommandLine.Parsing;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Hosting;
using ServerlessAffect.Cli.Models;
using ServerlessAffect.Cli.Rendering;
using ServerlessAffect.Cli.Scoring;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Features.Text.Reading;
using ServerlessAffect.Pipeline.Scoring;

namespace ServerlessAffect.Cli.Commands;

/// <summary><c>affect score FILES…|--text S</c>: readings right here, without any storage.</summary>
internal sealed class ScoreCommand : Command, IHasExamples
{
    private readonly Argument<string[]> _files = new("files")
    {
        Description = "Texts: .txt is one document, .csv and .jsonl are many; recordings: .wav, .flac, .mp3 and more; videos: .mp4 and more, of which the sound is scored; - reads a text from standard input",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _text = new("--text", "-t") { Description = "Score this text instead of files" };

    private readonly Option<string?> _model = new("--model", "-m") { Description = "NAME, NAME@VERSION or a model's folder; without it every model speaks" };

    private readonly Option<string?> _column = new("--text-column") { Description = "The csv column or json member that holds the text" };

    private readonly Option<string> _format = new("--format") { Description = "What standard input holds", DefaultValueFactory = _ => "txt" };

    private readonly Option<string?> _tracks = new("--vtt") { Description = "Folder for a WebVTT track of each recording and model", HelpName = "DIR" };

    private readonly Option<string?> _subject = SubjectOption.AddTo(new Option<string?>("--subject")
    {
        Description = "The recordings are all of this one subject and are read together, by what is usual for that voice; without files: those that were dropped for the subject",
        HelpName = "S",
    });

    private static readonly string[] Formats = ["txt", "csv", "jsonl"];

    public ScoreCommand(Terminal terminal)
        : base("score", "Score texts, recordings and videos right here, without any storage")
    {
        Arguments.Add(_files);
        Options.Add(_text);
        Options.Add(_model);
        Options.Add(_column);
        Options.Add(_format);
        Options.Add(_tracks);
        Options.Add(_subject);
        _format.HelpName = string.Join('|', Formats);
        _format.Validators.Add(RequireFormat);
        _column.Validators.Add(RequireName);
        Validators.Add(RequireOneKindOfInput);
        SetAction((parsed, cancellationToken) => RunAsync(parsed, terminal, cancellationToken));
    }

    public IReadOnlyList<string> Examples =>
    [
        "affect score note.txt tweets.csv --text-column body",
        "affect score --text 'Shares of $HLTN jump 9% on raised guidance'",
        "affect score tweets.jsonl --model tweet-topic --json > readings.jsonl",
        "affect score interview.mp3 vlog.mp4 --vtt tracks",
        "affect score anna/*.wav --subject anna",
        "cat tweets.csv | affect score - --format csv --json",
    ];

    private static void RequireFormat(OptionResult result)
    {
        if (result.Tokens is [var token] && !Formats.Contains(token.Value, StringComparer.Ordinal))
        {
            result.AddError($"--format takes txt, csv or jsonl; got '{Printable.Shorten(token.Value, 40)}'.");
        }
    }

    private static void RequireName(OptionResult result)
    {
        if (result.Tokens is [{ Value.Length: 0 }])
        {
            result.AddError("--text-column takes the name of a column; got nothing.");
        }
    }

    private void RequireOneKindOfInput(CommandResult result)
    {
        var files = result.GetResult(_files)?.Tokens.Count > 0;
        if (result.GetResult(_column) is { Implicit: false } && !HasTable(result))
        {
            result.AddError("--text-column is for .csv and .jsonl; none of the inputs is one.");
        }

        var text = result.GetResult(_text) is { Implicit: false };
        if (result.GetResult(_subject) is { Implicit: false })
        {
            RequireRecordings(result, text);
            return;
        }

        if (files == text)
        {
            result.AddError(files ? "Give files or --text, not both." : "Give files to score, or a text with --text.");
        }
    }

    private void RequireRecordings(CommandResult result, bool text)
    {
        var other = text ? "--text" : result.GetValue(_files)?.FirstOrDefault(f => MediaFormat.ModalityOf(f) is not (Modality.Audio or Modality.Video));
        if (other is not null)
        {
            result.AddError($"--subject is for recordings and videos; '{Printable.Shorten(other, 100)}' is none.");
        }
        else if (!(result.GetValue(_files)?.Length > 0) && result.GetResult(_model) is { Implicit: false })
        {
            result.AddError("Without files the models that are live read what was dropped for the subject; leave --model out.");
        }
    }

    private bool HasTable(CommandResult result) =>
        result.GetValue(_files) is { } files && files.Any(f => f == ScoreInputs.StandardInput ? result.GetValue(_format) is not "txt" : !f.EndsWith(".txt", StringComparison.OrdinalIgnoreCase));

    private async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var files = parsed.GetValue(_files) ?? [];
        var subject = parsed.GetValue(_subject);
        if (subject is not null && files.Length == 0)
        {
            return await RunKeptAsync(subject, parsed, terminal, cancellationToken).ConfigureAwait(false);
        }

        var recordings = files.Any(f => MediaFormat.ModalityOf(f) is Modality.Audio or Modality.Video);
        var texts = files.Length == 0 || files.Any(f => MediaFormat.ModalityOf(f) is not (Modality.Audio or Modality.Video));
        using var models = await ModelChoice.LoadAsync(
            LocalModels.Find(terminal.Surroundings), parsed.GetValue(_model), texts, recordings, together: subject is not null, cancellationToken).ConfigureAwait(false);
        using var renderer = Renderer(parsed, terminal);
        using var voices = Voices(models, renderer, parsed, terminal);
        if (subject is not null)
        {
            using var together = new SubjectRun(models, renderer, voices, terminal);
            await together.RunAsync(files, cancellationToken).ConfigureAwait(false);
            return together.AnyFailed ? ExitCodes.Failed : ExitCodes.Done;
        }

        var run = new ScoreRun(models, renderer, voices, terminal, TimeProvider.System);
        if (parsed.GetValue(_text) is { } text)
        {
            await run.AddTextAsync(text, cancellationToken).ConfigureAwait(false);
        }

        // A file on this machine costs nobody else anything: only a row is bounded, not the file.
        var options = new TextReadingOptions { TextColumn = parsed.GetValue(_column), MaxFileBytes = long.MaxValue, MaxRows = int.MaxValue };
        foreach (var file in files)
        {
            await run.AddFileAsync(file, parsed.GetValue(_format)!, options, cancellationToken).ConfigureAwait(false);
        }

        return run.AnyFailed ? ExitCodes.Failed : ExitCodes.Done;
    }

    /// <summary>Of recordings that were dropped: what storage keeps of them is read together.</summary>
    private async Task<int> RunKeptAsync(string subject, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        await using var storage = StorageSession.Open(terminal.Surroundings);
        using var renderer = Renderer(parsed, terminal);
        using var voices = Voices(ModelChoice.None, renderer, parsed, terminal);
        var anyFailed = false;
        await foreach (var answer in storage.Get<ScoreSubject>().RunAsync(subject, cancellationToken).ConfigureAwait(false))
        {
            var (file, modality) = (answer.Item.Sources[0].Name, answer.Item.Modality!.Value);
            if (answer.Manifest is null)
            {
                anyFailed = true;
                renderer.Write(ScoredRow.Failed(file, answer.Item.Id, modality, answer.Reading.Error!));
            }
            else
            {
                await voices.ShowAsync(file, answer.Item.Id, modality, answer.Reading, ReadingSource.Of(answer.Manifest) with { Notice = answer.Notice }, cancellationToken).ConfigureAwait(false);
            }
        }

        return anyFailed ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static IRowRenderer Renderer(ParseResult parsed, Terminal terminal) => parsed.GetValue(JsonOption.Instance) ? new RowJsonLines(terminal.OutBytes) : new RowTable(terminal);

    private VoiceRun Voices(ModelChoice models, IRowRenderer renderer, ParseResult parsed, Terminal terminal) => new(
        models, renderer, terminal.Error, PurposeSetting.Of(terminal.Surroundings), terminal.Surroundings.Variables.GetValueOrDefault("Affect__Ffmpeg"), parsed.GetValue(_tracks));
}
