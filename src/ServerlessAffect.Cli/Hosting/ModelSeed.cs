using ServerlessAffect.Cli.Models;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Inference.Packages;
using ServerlessAffect.Pipeline.Models;

namespace ServerlessAffect.Cli.Hosting;

/// <summary>Publishes the models that come with the program.</summary>
internal sealed class ModelSeed(IModelRegistry registry, PublishModel publish)
{
    /// <summary>Publishes the champion of every name in <paramref name="models"/> that the registry has never had: a version that somebody
    /// published or rolled back to stays live.</summary>
    /// <returns>What was published.</returns>
    public async Task<IReadOnlyList<ModelRelease>> RunAsync(LocalModels models, CancellationToken cancellationToken)
    {
        var known = new HashSet<(string, string)>();
        await foreach (var manifest in registry.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            known.Add((manifest.Name, manifest.Version));
        }

        var published = new List<ModelRelease>();
        foreach (var name in models.Names())
        {
            var model = await models.FindAsync(new ModelRef(name, null), cancellationToken).ConfigureAwait(false);
            if (known.Add((model.Manifest.Name, model.Manifest.Version)))
            {
                var package = await ModelFolder.ReadAsync(model.Folder, model.Manifest.Digest, cancellationToken).ConfigureAwait(false);
                published.Add(await publish.RunAsync(package, "came with the program", cancellationToken).ConfigureAwait(false));
            }
        }

        return published;
    }
}
