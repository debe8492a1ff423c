using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Testing.InMemory;

public sealed class InMemoryItemEraser(InMemoryStorage storage) : IItemEraser
{
    public Task<IReadOnlyDictionary<string, int>> EraseAsync(ItemRecord item, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        cancellationToken.ThrowIfCancellationRequested();
        var (letters, attempts) = storage.Attempts.Remove(item.Id);
        IReadOnlyDictionary<string, int> removed = new Dictionary<string, int>
        {
            ["media"] = item.Sources.Count(RemoveMedia),
            ["quarantine"] = item.Sources.Sum(RemoveQuarantined),
            ["features"] = storage.Features.Remove(item.Id),
            ["predictions"] = 2 * storage.Predictions.Remove(item.Id),
            ["labels"] = storage.Labels.Remove(item.Id),
            ["attempts"] = attempts,
            ["dead-letters"] = letters,
            ["items"] = storage.Items.Remove(item.Id) ? 1 : 0,
        };
        return Task.FromResult(removed);
    }

    public Task<IReadOnlyDictionary<string, int>> EraseSourceAsync(ItemSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        cancellationToken.ThrowIfCancellationRequested();
        IReadOnlyDictionary<string, int> removed = new Dictionary<string, int>
        {
            ["media"] = RemoveMedia(source) ? 1 : 0,
            ["quarantine"] = RemoveQuarantined(source),
        };
        return Task.FromResult(removed);
    }

    private bool RemoveMedia(ItemSource source) => source.ETag is { } eTag && storage.Media.Remove(source.Name, eTag);

    /// <summary>The file and its reason.</summary>
    private int RemoveQuarantined(ItemSource source) =>
        storage.Media.Quarantined.TryGetValue(source.Name, out var file) && file.SourceETag == source.ETag && storage.Media.Quarantined.TryRemove(source.Name, out _) ? 2 : 0;
}
