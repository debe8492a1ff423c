using System.Runtime.CompilerServices;
using ServerlessAffect.Core.Explorations;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Testing.InMemory;

public sealed class InMemoryReportStore : IReportStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Versioned<ReportRecord>> _records = new(StringComparer.Ordinal);
    private long _writes;

    public Task<Versioned<ReportRecord>?> GetAsync(ContentHash id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult(_records.GetValueOrDefault(id.Value));
        }
    }

    public Task<string?> TryPutAsync(Versioned<ReportRecord> record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var id = record.Value.Id.Value;
            if (_records.GetValueOrDefault(id)?.ETag != record.ETag)
            {
                return Task.FromResult<string?>(null);
            }

            var eTag = $"0x{++_writes:X}";
            _records[id] = record with { ETag = eTag };
            return Task.FromResult<string?>(eTag);
        }
    }

    public async IAsyncEnumerable<ReportRecord> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        ReportRecord[] records;
        lock (_gate)
        {
            records = [.. _records.Values.Select(r => r.Value)];
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
}
