using System.CommandLine;
using System.CommandLine.Parsing;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Models;
using ServerlessAffect.Cli.Rendering;
using ServerlessAffect.Cli.Scoring;
using ServerlessAffect.Features.Text.Reading;

namespace ServerlessAffect.Cli.Commands;

/// <summary><c>affect score FILES…|--text S</c>: readings right here, without any storage.</summary>
internal sealed class ScoreCommand : Command, IHasExamples
{
    private readonly Argument<string[]> _files = new("files")
    {
        Description = "Text files: .txt is one document, .csv and .jsonl are many; - reads standard input",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _text = new("--text", "-t") { Description = "Score this text instead of files" };

    private readonly Option<string?> _model = new("--model", "-m") { Description = "NAME, NAME@VERSION or a model's folder; without it every model speaks" };

    private readonly Option<string?> _column = new("--text-column") { Description = "The csv column or json member that holds the text" };

    private readonly Option<string> _format = new("--format") { Description = "What standard input holds", DefaultValueFactory = _ => "txt" };

    public ScoreCommand(Terminal terminal)
        : base("score", "Score texts right here, without any storage")
    {
        Arguments.Add(_files);
        Options.Add(_text);
        Options.Add(_model);
        Options.Add(_column);
        Options.Add(_format);
        _format.AcceptOnlyFromAmong("txt", "csv", "jsonl");
        Validators.Add(RequireOneKindOfInput);
        SetAction((parsed, cancellationToken) => RunAsync(parsed, terminal, cancellationToken));
    }

    public IReadOnlyList<string> Examples =>
    [
        "affect score note.txt tweets.csv --text-column body",
        "affect score --text 'Shares of $HLTN jump 9% on raised guidance'",
        "affect score tweets.jsonl --model tweet-topic --json > readings.jsonl",
        "cat tweets.csv | affect score - --format csv --json",
    ];

    private void RequireOneKindOfInput(CommandResult result)
    {
        var files = result.GetResult(_files)?.Tokens.Count > 0;
        var text = result.GetResult(_text) is { Implicit: false };
        if (files == text)
        {
            result.AddError(files ? "Give files or --text, not both." : "Give files to score, or a text with --text.");
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var models = await ModelChoice.LoadAsync(LocalModels.Find(terminal.Surroundings), parsed.GetValue(_model), cancellationToken).ConfigureAwait(false);
        using IRowRenderer renderer = parsed.GetValue(JsonOption.Instance) ? new RowJsonLines(terminal.OutBytes) : new RowTable(terminal);
        var run = new ScoreRun(models, renderer, terminal, TimeProvider.System);
        if (parsed.GetValue(_text) is { } text)
        {
            await run.AddTextAsync(text, cancellationToken).ConfigureAwait(false);
        }

        // A file on this machine costs nobody else anything: only a row is bounded, not the file.
        var options = new TextReadingOptions { TextColumn = parsed.GetValue(_column), MaxFileBytes = long.MaxValue, MaxRows = int.MaxValue };
        foreach (var file in parsed.GetValue(_files) ?? [])
        {
            await run.AddFileAsync(file, parsed.GetValue(_format)!, options, cancellationToken).ConfigureAwait(false);
        }

        return run.AnyFailed ? ExitCodes.Failed : ExitCodes.Done;
    }
}
