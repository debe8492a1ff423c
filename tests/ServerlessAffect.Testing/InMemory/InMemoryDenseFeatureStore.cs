using System.Collections.Concurrent;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Testing.InMemory;

public sealed class InMemoryDenseFeatureStore : IDenseFeatureStore
{
    private readonly ConcurrentDictionary<(ContentHash Item, ContentHash Schema), DenseFeatures> _features = new();

    public Task<bool> ExistsAsync(ContentHash item, ContentHash schema, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_features.ContainsKey((item, schema)));
    }

    public Task<bool> TryWriteAsync(ContentHash item, FeatureSchema schema, DenseFeatures features, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(schema);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_features.TryAdd((item, schema.Hash), Copy(features)));
    }

    public Task<DenseFeatures?> ReadAsync(ContentHash item, ContentHash schema, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_features.TryGetValue((item, schema), out var features) ? Copy(features) : null);
    }

    /// <summary>Whoever reads owns what it reads, whoever writes keeps what it wrote.</summary>
    private static DenseFeatures Copy(DenseFeatures features)
    {
        var values = new float[features.Rows.Count * features.Rows.Columns];
        features.Rows.Read(0, values);
        var rows = new DenseRows(features.Rows.Columns);
        rows.Append(values);
        return new DenseFeatures(rows, features.Windows, features.Duration, features.VoiceActivity) { Notice = features.Notice };
    }

    internal IEnumerable<ContentHash> Items => _features.Keys.Select(k => k.Item);

    /// <summary>Forgets every feature, as if somebody had deleted the files, and returns how many there were.</summary>
    public int Forget()
    {
        var count = _features.Count;
        _features.Clear();
        return count;
    }

    internal int Remove(ContentHash item) => _features.Keys.Count(k => k.Item == item && _features.TryRemove(k, out _));
}
