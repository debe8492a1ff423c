using System.CommandLine;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Hosting;
using ServerlessAffect.Cli.Models;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Inference.Packages;
using ServerlessAffect.Pipeline.Models;

namespace ServerlessAffect.Cli.Commands;

/// <summary><c>affect models publish DIR…</c>: model folders of this machine become the champions of their names.</summary>
internal sealed class ModelsPublishCommand : Command, IHasExamples
{
    private readonly Argument<string[]> _folders = new("folders")
    {
        Description = "Folders that 'affect train' wrote, or models/NAME/VERSION of a checkout",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _reason = new("--reason") { Description = "Why, for the history", DefaultValueFactory = _ => "published by hand" };

    public ModelsPublishCommand(Terminal terminal)
        : base("publish", "Make model folders the champions of their names, in the storage of 'affect up' or of AzureWebJobsStorage")
    {
        Arguments.Add(_folders);
        Options.Add(_reason);
        SetAction((parsed, cancellationToken) => RunAsync(parsed, terminal, cancellationToken));
    }

    public IReadOnlyList<string> Examples =>
    [
        "affect models publish my-model",
        "AzureWebJobsStorage='…' affect models publish models/*/*",
    ];

    private async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        // Every digest of every folder is checked before the first of them goes live.
        var packages = new List<ModelPackage>();
        foreach (var folder in parsed.GetRequiredValue(_folders))
        {
            packages.Add(await ModelFolder.ReadAsync(folder, null, cancellationToken).ConfigureAwait(false));
        }

        await using var storage = StorageSession.Open(terminal.Surroundings);
        var publish = storage.Get<PublishModel>();
        foreach (var package in packages)
        {
            var release = await publish.RunAsync(package, parsed.GetRequiredValue(_reason), cancellationToken).ConfigureAwait(false);
            if (release.ManifestDigest != package.Manifest.Digest)
            {
                await terminal.Error.WriteLineAsync(
                    $"affect: {release.Model}@{release.Version} is there already with the same weights; the card and figures that came first stay.").ConfigureAwait(false);
            }

            ReleaseLine.Of(release).Write(parsed.GetValue(JsonOption.Instance), terminal);
        }

        return ExitCodes.Done;
    }
}
