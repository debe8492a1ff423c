using Azure.Storage.Blobs;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Storage.Blobs;
using ServerlessAffect.Storage.Media;

namespace ServerlessAffect.Storage.Erasure;

/// <summary>The record goes last: an erasure that was cut off can be found and finished.</summary>
internal sealed class BlobItemEraser(BlobServiceClient service) : IItemEraser
{
    private readonly BlobContainer _inbox = new(service, StorageNames.Inbox);
    private readonly BlobContainer _quarantine = new(service, StorageNames.Quarantine);
    private readonly BlobContainer _features = new(service, StorageNames.Features);
    private readonly BlobContainer _predictions = new(service, StorageNames.Predictions);
    private readonly BlobContainer _labels = new(service, StorageNames.Labels);
    private readonly BlobContainer _deadLetters = new(service, StorageNames.DeadLetters);
    private readonly BlobContainer _items = new(service, StorageNames.Items);

    public async Task<IReadOnlyDictionary<string, int>> EraseAsync(ItemRecord item, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        var removed = new Dictionary<string, int>();
        var (media, quarantined) = (0, 0);
        foreach (var source in item.Sources)
        {
            media += await EraseMediaAsync(source, item, cancellationToken).ConfigureAwait(false);
            quarantined += await EraseQuarantinedAsync(source, item, cancellationToken).ConfigureAwait(false);
        }

        removed["media"] = media;
        removed["quarantine"] = quarantined;
        removed["features"] = await EraseAllAsync(_features, BlobNames.FeaturesOf(item.Id), cancellationToken).ConfigureAwait(false);
        removed["predictions"] = await EraseAllAsync(_predictions, BlobNames.PredictionsOf(item.Id), cancellationToken).ConfigureAwait(false);
        removed["labels"] = await EraseAllAsync(_labels, BlobNames.LabelsOf(item.Id), cancellationToken).ConfigureAwait(false);
        removed["attempts"] = await EraseAllAsync(_deadLetters, BlobNames.AttemptsOf(item.Id), cancellationToken).ConfigureAwait(false);
        removed["dead-letters"] = await EraseAllAsync(_deadLetters, BlobNames.LettersOf(item.Id), cancellationToken).ConfigureAwait(false);
        removed["items"] = await _items.DeleteAsync(BlobNames.Item(item.Id), null, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        return removed;
    }

    public async Task<IReadOnlyDictionary<string, int>> EraseSourceAsync(ItemSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new Dictionary<string, int>
        {
            ["media"] = await EraseMediaAsync(source, null, cancellationToken).ConfigureAwait(false),
            ["quarantine"] = await EraseQuarantinedAsync(source, null, cancellationToken).ConfigureAwait(false),
        };
    }

    /// <param name="item">Null: only the very file of the source; else also a later one of the same bytes.</param>
    private async Task<int> EraseMediaAsync(ItemSource source, ItemRecord? item, CancellationToken cancellationToken)
    {
        if (source.ETag is null || await _inbox.PropertiesAsync(InboxName.Require(source.Name), cancellationToken).ConfigureAwait(false) is not { } file)
        {
            return 0;
        }

        var eTag = BlobTag.Text(file.ETag);
        var theirs = eTag == source.ETag || await HoldsAsync(_inbox, source.Name, eTag, file.ContentLength, item, cancellationToken).ConfigureAwait(false);
        return theirs && await _inbox.DeleteAsync(source.Name, eTag, cancellationToken).ConfigureAwait(false) ? 1 : 0;
    }

    private async Task<int> EraseQuarantinedAsync(ItemSource source, ItemRecord? item, CancellationToken cancellationToken)
    {
        var blob = BlobNames.Quarantined(InboxName.Require(source.Name));
        if (source.ETag is null || await _quarantine.PropertiesAsync(blob, cancellationToken).ConfigureAwait(false) is not { } file)
        {
            return 0;
        }

        var eTag = BlobTag.Text(file.ETag);
        var theirs = MediaMetadata.SourceETag(file.Metadata) == source.ETag
            || await HoldsAsync(_quarantine, blob, eTag, file.ContentLength, item, cancellationToken).ConfigureAwait(false);
        if (!theirs)
        {
            return 0;
        }

        var reason = await _quarantine.DeleteAsync(QuarantineReason.BlobOf(blob), null, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        return reason + (await _quarantine.DeleteAsync(blob, eTag, cancellationToken).ConfigureAwait(false) ? 1 : 0);
    }

    /// <summary>Whether a file with another ETag than the record knows is the same item all the same: dropped again, or taken back from quarantine.</summary>
    private static async Task<bool> HoldsAsync(BlobContainer container, string name, string eTag, long bytes, ItemRecord? item, CancellationToken cancellationToken)
    {
        if (item is null || bytes != item.Bytes)
        {
            return false;
        }

        var content = BlobRangeStream.Unread(container.Blob(name), container.Name, eTag, bytes);
        await using (content.ConfigureAwait(false))
        {
            return await ContentHash.ComputeAsync(content, cancellationToken).ConfigureAwait(false) == item.Id;
        }
    }

    private static async Task<int> EraseAllAsync(BlobContainer container, string prefix, CancellationToken cancellationToken)
    {
        var removed = 0;
        var entries = container.ListAsync(prefix, cancellationToken);
        await foreach (var gone in OrderedReads.ReadAsync(entries, (entry, token) => container.DeleteAsync(entry.Name, null, token), cancellationToken).ConfigureAwait(false))
        {
            removed += gone ? 1 : 0;
        }

        return removed;
    }
}
