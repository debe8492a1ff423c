using ServerlessAffect.Cli.Models;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Inference.Packages;
using ServerlessAffect.Pipeline.Models;

namespace ServerlessAffect.Cli.Hosting;

/// <summary>Publishes the models that come with the program.</summary>
internal sealed class ModelSeed(IReleaseHistory history, PublishModel publish)
{
    /// <summary>Publishes the newest version of every name in <paramref name="models"/> where that version was never released: one that somebody
    /// published or rolled back to stays live. Stopped in the middle it goes on at the next start.</summary>
    /// <returns>What was published.</returns>
    public async Task<IReadOnlyList<ModelRelease>> RunAsync(LocalModels models, CancellationToken cancellationToken)
    {
        var published = new List<ModelRelease>();
        foreach (var name in models.Names())
        {
            var model = await models.FindAsync(new ModelRef(name, null), cancellationToken).ConfigureAwait(false);
            if (!await WasReleasedAsync(model.Manifest, cancellationToken).ConfigureAwait(false))
            {
                var package = await ModelFolder.ReadAsync(model.Folder, model.Manifest.Digest, cancellationToken).ConfigureAwait(false);
                published.Add(await publish.RunAsync(package, "came with the program", cancellationToken).ConfigureAwait(false));
            }
        }

        return published;
    }

    private async Task<bool> WasReleasedAsync(ModelManifest manifest, CancellationToken cancellationToken)
    {
        await foreach (var release in history.ListAsync(manifest.Name, cancellationToken).ConfigureAwait(false))
        {
            if (string.Equals(release.Version, manifest.Version, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
