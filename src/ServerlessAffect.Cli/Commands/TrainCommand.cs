using System.CommandLine;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Hosting;
using ServerlessAffect.Cli.Rendering;
using ServerlessAffect.Cli.Training;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Inference.Packages;
using ServerlessAffect.Pipeline.Models;
using ServerlessAffect.Pipeline.Training.Packaging;

namespace ServerlessAffect.Cli.Commands;

/// <summary><c>affect train RECIPE --data NAME=DIR… --out DIR [--publish]</c>.</summary>
internal sealed class TrainCommand : Command, IHasExamples
{
    private readonly Argument<string> _recipe = RecipeArgument.Create();

    private readonly Option<string[]> _data = DataOption.Create("--data", "A data set to train on and its folder; may be given several times", required: true);

    private readonly WordListOptions _words = new();

    private readonly Option<int> _seed = new("--seed") { Description = "Seed of everything that is random", DefaultValueFactory = _ => 0 };

    private readonly Option<string> _out = new("--out", "-o") { Description = "Folder for the model package", Required = true };

    private readonly Option<bool> _publish = new("--publish") { Description = "Make it the champion of its name in the storage of 'affect up' or of AzureWebJobsStorage" };

    public TrainCommand(Terminal terminal)
        : base("train", "Train a model by a recipe and measure it on examples that training never sees")
    {
        Arguments.Add(_recipe);
        Options.Add(_data);
        _words.AddTo(this);
        Options.Add(_seed);
        Options.Add(_out);
        Options.Add(_publish);
        SetAction((parsed, cancellationToken) => RunAsync(parsed, terminal, cancellationToken));
    }

    public IReadOnlyList<string> Examples =>
    [
        "affect train tweet-sentiment --data tfn-sentiment=data/tfn-sentiment --out my-model",
        "affect train my-recipe.json --data table=my-texts --seed 7 --out my-model --publish",
        "affect train my-recipe.json --data table=my-texts --wordnet wordnet --stop-words english=stop-words.txt --out my-model",
    ];

    private async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var request = new TrainingRequest
        {
            Data = DataOption.Parse(parsed.GetValue(_data)),
            Recipe = await RecipeArgument.ReadAsync(parsed.GetRequiredValue(_recipe), cancellationToken).ConfigureAwait(false),
            Words = await _words.ReadAsync(parsed, terminal).ConfigureAwait(false),
            Seed = parsed.GetValue(_seed),
            Created = CreationDate.Of(terminal.Surroundings.Variables.GetValueOrDefault(CreationDate.Variable)),
        };

        // What cannot be written to is found out before the minutes of training.
        var folder = parsed.GetRequiredValue(_out);
        using var made = new OutFolder(folder);
        await using var storage = parsed.GetValue(_publish) ? StorageSession.Open(terminal.Surroundings) : null;
        var trained = await new TrainModel(TimeProvider.System).RunAsync(request, new ProgressLines(terminal.Error), cancellationToken).ConfigureAwait(false);
        await ModelFolder.WriteAsync(trained.Package, folder, cancellationToken).ConfigureAwait(false);
        var release = storage is null
            ? null
            : await storage.Get<PublishModel>().RunAsync(trained.Package, $"trained by {trained.Package.Manifest.Recipe}", cancellationToken).ConfigureAwait(false);
        await ShowAsync(trained, folder, release, parsed.GetValue(JsonOption.Instance), terminal).ConfigureAwait(false);
        return ExitCodes.Done;
    }

    private static async Task ShowAsync(TrainedModel trained, string folder, ModelRelease? release, bool json, Terminal terminal)
    {
        var manifest = trained.Package.Manifest;
        if (json)
        {
            JsonLines.Write(terminal, TrainedLine.Of(manifest, folder, release?.Sequence, trained.Metrics));
            return;
        }

        FiguresTable.Write(trained.Metrics, terminal);
        await terminal.Out.WriteLineAsync($"{manifest.Name}@{manifest.Version} is in {Printable.Shorten(folder, 200)}").ConfigureAwait(false);
        if (release is not null)
        {
            await terminal.Out.WriteLineAsync($"It is the champion since release {release.Sequence}.").ConfigureAwait(false);
        }
    }
}
