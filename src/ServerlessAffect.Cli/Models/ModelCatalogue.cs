using System.Runtime.CompilerServices;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Hosting;
using ServerlessAffect.Pipeline.Models;

namespace ServerlessAffect.Cli.Models;

/// <summary>What <c>affect models</c> shows: the registry of the running stack; without one, the models of this machine.</summary>
internal static class ModelCatalogue
{
    public static async IAsyncEnumerable<ModelListing> ListAsync(Surroundings surroundings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var storage = StorageSession.TryOpen(surroundings);
        if (storage is not null)
        {
            await foreach (var listing in storage.Get<ListModels>().RunAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return listing;
            }

            yield break;
        }

        var local = LocalModels.Find(surroundings);
        foreach (var name in local.Names())
        {
            var champion = true;
            foreach (var version in await local.VersionsAsync(name, cancellationToken).ConfigureAwait(false))
            {
                yield return ModelListing.Of(version.Manifest, champion);
                champion = false;
            }
        }
    }
}
