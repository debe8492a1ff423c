using System.Collections.Concurrent;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Testing.InMemory;

public sealed class InMemoryFeatureStore : IFeatureStore
{
    private readonly ConcurrentDictionary<(ContentHash Item, ContentHash Schema), SparseFeatures> _features = new();

    public Task<bool> ExistsAsync(ContentHash item, ContentHash schema, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_features.ContainsKey((item, schema)));
    }

    public Task<bool> TryWriteAsync(ContentHash item, FeatureSchema schema, SparseFeatures features, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(schema);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_features.TryAdd((item, schema.Hash), features));
    }

    public Task<SparseFeatures?> ReadAsync(ContentHash item, ContentHash schema, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_features.GetValueOrDefault((item, schema)));
    }

    internal IEnumerable<ContentHash> Items => _features.Keys.Select(k => k.Item);

    internal int Remove(ContentHash item) => _features.Keys.Count(k => k.Item == item && _features.TryRemove(k, out _));
}
