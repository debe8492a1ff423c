using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Testing.InMemory;

public sealed class InMemoryItemStore : IItemStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Versioned<ItemRecord>> _records = new(StringComparer.Ordinal);
    private long _writes;

    /// <summary>What reading or writing the record shall throw.</summary>
    public ConcurrentDictionary<ContentHash, Exception> Faults { get; } = new();

    public Task<Versioned<ItemRecord>?> GetAsync(ContentHash id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Faults.TryGetValue(id, out var fault))
        {
            throw fault;
        }

        lock (_gate)
        {
            return Task.FromResult(_records.GetValueOrDefault(id.Value));
        }
    }

    public Task<bool> TryPutAsync(Versioned<ItemRecord> record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var id = record.Value.Id.Value;
            if (_records.GetValueOrDefault(id)?.ETag != record.ETag)
            {
                return Task.FromResult(false);
            }

            _records[id] = record with { ETag = $"0x{++_writes:X}" };
            return Task.FromResult(true);
        }
    }

    public async IAsyncEnumerable<ItemRecord> ListAsync(ContentHash? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        ItemRecord[] records;
        lock (_gate)
        {
            records = [.. _records.Values.Select(r => r.Value).Where(r => after is not { } last || string.CompareOrdinal(r.Id.Value, last.Value) > 0)];
        }

        foreach (var record in records)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return record;
        }
    }

    public Task DeleteAsync(ContentHash id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            _records.Remove(id.Value);
        }

        return Task.CompletedTask;
    }

    internal bool Remove(ContentHash id, string? eTag)
    {
        lock (_gate)
        {
            return _records.GetValueOrDefault(id.Value)?.ETag == eTag && _records.Remove(id.Value);
        }
    }
}
