using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Testing.InMemory;

public sealed class InMemoryPredictionStore : IPredictionStore
{
    private readonly ConcurrentDictionary<(ContentHash Item, ContentHash Schema, string Model, string Version), PredictionDocument> _documents = new();

    public Task<bool> ExistsAsync(ContentHash item, ContentHash schema, string model, string version, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_documents.ContainsKey((item, schema, model, version)));
    }

    public Task<bool> TryWriteAsync(PredictionDocument document, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_documents.TryAdd((document.Item, document.Schema, document.Model.Name, document.Model.Version), document));
    }

    public async IAsyncEnumerable<PredictionDocument> ListAsync(ContentHash item, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (var document in _documents.Values.Where(d => d.Item == item)
            .OrderBy(d => d.Model.Name, StringComparer.Ordinal).ThenBy(d => d.Model.Version, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return document;
        }
    }

    internal IEnumerable<ContentHash> Items => _documents.Keys.Select(k => k.Item);

    internal int Remove(ContentHash item) => _documents.Keys.Count(k => k.Item == item && _documents.TryRemove(k, out _));
}
