using System.CommandLine;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Rendering;
using ServerlessAffect.Cli.Training;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Pipeline.Training.Evaluation;

namespace ServerlessAffect.Cli.Commands;

/// <summary><c>affect evaluate RECIPE --data NAME=DIR… --out DIR</c>.</summary>
internal sealed class EvaluateCommand : Command, IHasExamples
{
    private readonly Argument<string> _recipe = RecipeArgument.Create();

    private readonly Option<string[]> _data = DataOption.Create("--data", "A data set and its folder; may be given several times", required: true);

    private readonly Option<string[]> _test = DataOption.Create("--test", "Predict the rows of this folder instead, each by a model that never saw its group", required: false);

    private readonly Option<string> _protocol = new("--protocol")
    {
        Description = "split: fit on the training part, predict the comparison part; kfold:N: folds that no group straddles; loso: leave each group out in turn",
        HelpName = "split|kfold:N|loso",
        DefaultValueFactory = _ => "split",
    };

    private readonly Option<Standardising?> _standardise = new("--standardise")
    {
        Description = "For speech: by each speaker's own clips; as the recipe says if not given",
        HelpName = "none|speaker",
    };

    private readonly WordListOptions _words = new();

    private readonly Option<int> _seed = new("--seed") { Description = "Seed of everything that is random", DefaultValueFactory = _ => 0 };

    private readonly Option<string> _out = new("--out", "-o") { Description = "Folder for predictions.csv and metrics.json", Required = true };

    public EvaluateCommand(Terminal terminal)
        : base("evaluate", "Measure a recipe: predictions for examples whose groups the models have not seen")
    {
        Arguments.Add(_recipe);
        Options.Add(_data);
        Options.Add(_test);
        Options.Add(_protocol);
        Options.Add(_standardise);
        _words.AddTo(this);
        Options.Add(_seed);
        Options.Add(_out);
        SetAction((parsed, cancellationToken) => RunAsync(parsed, terminal, cancellationToken));
    }

    public IReadOnlyList<string> Examples =>
    [
        "affect evaluate tweet-topic --data tfn-topic=data/tfn-topic --out evaluation",
        "affect evaluate tweet-sentiment --data tfn-sentiment=data/tfn-sentiment --protocol kfold:5 --out evaluation",
        "affect evaluate tweet-topic --data tfn-topic=data/tfn-topic --test table=my-texts --out evaluation",
    ];

    private async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var folder = parsed.GetRequiredValue(_out);
        var request = new EvaluationRequest
        {
            Data = DataOption.Parse(parsed.GetValue(_data)),
            Test = DataOption.Parse(parsed.GetValue(_test)),
            Protocol = EvaluationProtocol.Parse(parsed.GetRequiredValue(_protocol)),
            Standardise = parsed.GetValue(_standardise),
            Recipe = await RecipeArgument.ReadAsync(parsed.GetRequiredValue(_recipe), cancellationToken).ConfigureAwait(false),
            Words = await _words.ReadAsync(parsed, terminal).ConfigureAwait(false),
            Seed = parsed.GetValue(_seed),
            Folder = folder,
        };

        // What cannot be written to is found out before the minutes of fitting.
        using var made = new OutFolder(folder);
        var metrics = await new EvaluateRecipe(TimeProvider.System).RunAsync(request, new ProgressLines(terminal.Error), cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(JsonOption.Instance))
        {
            JsonLines.Write(terminal, metrics);
            return ExitCodes.Done;
        }

        FiguresTable.Write(metrics, terminal);
        await terminal.Out.WriteLineAsync($"Predictions and figures are in {Printable.Shorten(folder, 200)}").ConfigureAwait(false);
        return ExitCodes.Done;
    }
}
