using System.Runtime.CompilerServices;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Pipeline.Models;

/// <summary>Every version of every model, with what it is called and what it measured.</summary>
public sealed class ListModels(IModelRegistry registry, IReleaseHistory history)
{
    public async IAsyncEnumerable<ModelListing> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var live = new HashSet<(string, string)>();
        await foreach (var release in history.ListChampionsAsync(cancellationToken).ConfigureAwait(false))
        {
            live.Add((release.Model, release.Version));
        }

        await foreach (var manifest in registry.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return ModelListing.Of(manifest, live.Contains((manifest.Name, manifest.Version)));
        }
    }
}
