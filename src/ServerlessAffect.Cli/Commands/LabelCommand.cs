using System.CommandLine;
using System.CommandLine.Parsing;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Hosting;
using ServerlessAffect.Cli.Rendering;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Pipeline.Items;

namespace ServerlessAffect.Cli.Commands;

/// <summary><c>affect label ITEM --model NAME --label CLASS</c>: what a person says an item is; a correction is one more label.</summary>
internal sealed class LabelCommand : Command, IHasExamples
{
    private readonly Argument<string> _item = new("item") { Description = "The item: its SHA-256, as 'affect drop' and the readings show it" };

    private readonly Option<string> _model = new("--model", "-m") { Description = "The model whose classes the label is one of", Required = true };

    private readonly Option<string> _label = new("--label", "-l") { Description = "One of that model's classes", Required = true };

    private readonly Option<int> _row = new("--row") { Description = "Row in the file, from 0", DefaultValueFactory = _ => 0 };

    private readonly Option<string?> _by = new("--by") { Description = "Who says so" };

    public LabelCommand(Terminal terminal)
        : base("label", "Say what an item is; a correction keeps what was said before")
    {
        _item.Validators.Add(RequireHash);
        Arguments.Add(_item);
        Options.Add(_model);
        Options.Add(_label);
        Options.Add(_row);
        Options.Add(_by);
        SetAction((parsed, cancellationToken) => RunAsync(parsed, terminal, cancellationToken));
    }

    public IReadOnlyList<string> Examples =>
    [
        "affect label ITEM --model tweet-sentiment --label Bullish",
        "affect label ITEM --model tweet-topic --row 3 --label Earnings --by anna",
    ];

    private static void RequireHash(ArgumentResult result)
    {
        if (!ContentHash.TryParse(result.Tokens is [var token] ? token.Value : null, out _))
        {
            result.AddError("An item is named by 64 hexadecimal digits.");
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        await using var storage = StorageSession.Open(terminal.Surroundings);
        var label = await storage.Get<LabelItem>().RunAsync(
            ContentHash.Parse(parsed.GetRequiredValue(_item)),
            parsed.GetRequiredValue(_model),
            parsed.GetValue(_row),
            parsed.GetRequiredValue(_label),
            parsed.GetValue(_by),
            cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(JsonOption.Instance))
        {
            JsonLines.Write(terminal, label);
        }
        else
        {
            await terminal.Out.WriteLineAsync($"Row {label.Row} is labelled {label.Label} for {label.Task}.").ConfigureAwait(false);
        }

        return ExitCodes.Done;
    }
}
