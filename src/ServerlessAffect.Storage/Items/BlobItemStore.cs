using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Storage.Blobs;

namespace ServerlessAffect.Storage.Items;

internal sealed class BlobItemStore(BlobServiceClient service, ILogger<BlobItemStore> logger) : IItemStore
{
    /// <summary>A record grows with the names under which the same bytes arrive; this holds some tens of thousands.</summary>
    private const int MaxBytes = 16 * 1024 * 1024;

    private readonly BlobContainer _items = new(service, StorageNames.Items);

    public async Task<Versioned<ItemRecord>?> GetAsync(ContentHash id, CancellationToken cancellationToken)
    {
        var blob = BlobNames.Item(id);
        if (await _items.ReadAsync<ItemRecord>(blob, MaxBytes, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        return found.Document.Id == id ? new Versioned<ItemRecord>(found.Document, found.ETag) : throw JsonDocuments.Damaged(_items.Name, blob);
    }

    public async Task<bool> TryPutAsync(Versioned<ItemRecord> record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        var (blob, content) = (BlobNames.Item(record.Value.Id), JsonDocuments.Write(record.Value));
        var eTag = record.ETag is null
            ? await _items.TryCreateAsync(blob, content, JsonDocuments.JsonType, cancellationToken).ConfigureAwait(false)
            : await _items.TryReplaceAsync(blob, content, JsonDocuments.JsonType, record.ETag, cancellationToken).ConfigureAwait(false);
        return eTag is not null;
    }

    public async IAsyncEnumerable<ItemRecord> ListAsync(ContentHash? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The service cannot start a listing in the middle; names are cheap, it is the records before that are not read.
        var entries = _items.ListAsync(null, cancellationToken);
        if (after is { } last)
        {
            var behind = BlobNames.Item(last);
            entries = entries.Where(e => string.CompareOrdinal(e.Name, behind) > 0);
        }

        await foreach (var record in _items.ReadAllAsync<ItemRecord>(entries, MaxBytes, logger, cancellationToken).ConfigureAwait(false))
        {
            yield return record;
        }
    }

    public Task DeleteAsync(ContentHash id, CancellationToken cancellationToken) => _items.DeleteAsync(BlobNames.Item(id), null, cancellationToken);
}
