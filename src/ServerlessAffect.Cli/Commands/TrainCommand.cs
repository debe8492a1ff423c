using System.CommandLine;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Training;
using ServerlessAffect.Inference.Packages;
using ServerlessAffect.Pipeline.Training.Packaging;

namespace ServerlessAffect.Cli.Commands;

/// <summary><c>affect train RECIPE --data NAME=DIR… --out DIR</c>.</summary>
internal sealed class TrainCommand : Command
{
    private readonly Argument<string> _recipe = RecipeArgument.Create();

    private readonly Option<string[]> _data = DataOption.Create("--data", "A data set to train on and its folder; may be given several times", required: true);

    private readonly Option<int> _seed = new("--seed") { Description = "Seed of everything that is random", DefaultValueFactory = _ => 0 };

    private readonly Option<string> _out = new("--out", "-o") { Description = "Folder for the model package", Required = true };

    public TrainCommand(Terminal terminal)
        : base("train", "Train a model by a recipe and measure it on examples that training never sees")
    {
        Arguments.Add(_recipe);
        Options.Add(_data);
        Options.Add(_seed);
        Options.Add(_out);
        SetAction((parsed, cancellationToken) => RunAsync(parsed, terminal, cancellationToken));
    }

    private async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var request = new TrainingRequest
        {
            Data = DataOption.Parse(parsed.GetValue(_data)),
            Recipe = await RecipeArgument.ReadAsync(parsed.GetRequiredValue(_recipe), cancellationToken).ConfigureAwait(false),
            Seed = parsed.GetValue(_seed),
            Created = CreationDate.Of(Environment.GetEnvironmentVariable(CreationDate.Variable)),
        };
        var folder = parsed.GetRequiredValue(_out);
        var trained = await new TrainModel(TimeProvider.System).RunAsync(request, new ProgressLines(terminal.Error), cancellationToken).ConfigureAwait(false);
        await ModelFolder.WriteAsync(trained.Package, folder, cancellationToken).ConfigureAwait(false);
        FiguresTable.Write(trained.Metrics, terminal);
        var manifest = trained.Package.Manifest;
        await terminal.Out.WriteLineAsync($"{manifest.Name}@{manifest.Version} is in {folder}").ConfigureAwait(false);
        return ExitCodes.Done;
    }
}
