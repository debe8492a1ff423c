using System.Runtime.CompilerServices;
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

    public async Task<IReadOnlyDictionary<string, int>> EraseAsync(Versioned<ItemRecord> seen, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(seen);
        ArgumentException.ThrowIfNullOrEmpty(seen.ETag);
        var item = seen.Value;
        var (media, quarantined, failures) = (0, 0, 0);
        foreach (var source in item.Sources)
        {
            failures += await EraseAllAsync(_deadLetters, BlobNames.IntakeOf(source.Name), cancellationToken).ConfigureAwait(false);
            media += await EraseMediaAsync(source, item, cancellationToken).ConfigureAwait(false);
            quarantined += await EraseQuarantinedAsync(source, item, cancellationToken).ConfigureAwait(false);
        }

        var removed = new Dictionary<string, int>(await EraseDerivedAsync(item.Id, cancellationToken).ConfigureAwait(false)) { ["media"] = media, ["quarantine"] = quarantined };
        removed["attempts"] += failures;
        removed["items"] = await _items.DeleteAsync(BlobNames.Item(item.Id), seen.ETag, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        return removed;
    }

    public async Task<IReadOnlyDictionary<string, int>> EraseDerivedAsync(ContentHash item, CancellationToken cancellationToken) => new Dictionary<string, int>
    {
        ["features"] = await EraseAllAsync(_features, BlobNames.FeaturesOf(item), cancellationToken).ConfigureAwait(false),
        ["predictions"] = await EraseAllAsync(_predictions, BlobNames.PredictionsOf(item), cancellationToken).ConfigureAwait(false),
        ["labels"] = await EraseAllAsync(_labels, BlobNames.LabelsOf(item), cancellationToken).ConfigureAwait(false),
        ["attempts"] = await EraseAllAsync(_deadLetters, BlobNames.AttemptsOf(item), cancellationToken).ConfigureAwait(false),
        ["dead-letters"] = await EraseAllAsync(_deadLetters, BlobNames.LettersOf(item), cancellationToken).ConfigureAwait(false),
    };

    public async Task<IReadOnlyDictionary<string, int>> EraseFilesAsync(string subject, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(subject);
        var (media, quarantined, failures) = (0, 0, 0);
        await foreach (var file in OfAsync(_inbox, subject, cancellationToken).ConfigureAwait(false))
        {
            failures += await _deadLetters.DeleteAsync(BlobNames.Intake(file.Name, file.ETag), null, cancellationToken).ConfigureAwait(false) ? 1 : 0;
            media += await _inbox.DeleteAsync(file.Name, file.ETag, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }

        await foreach (var file in OfAsync(_quarantine, subject, cancellationToken).ConfigureAwait(false))
        {
            quarantined += await EraseWithReasonAsync(file.Name, file.ETag, cancellationToken).ConfigureAwait(false);
        }

        return new Dictionary<string, int> { ["media"] = media, ["quarantine"] = quarantined, ["attempts"] = failures };
    }

    public async IAsyncEnumerable<ContentHash> ListDerivedAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var container in (BlobContainer[])[_features, _predictions])
        {
            ContentHash? before = null;
            await foreach (var entry in container.ListAsync(null, cancellationToken).ConfigureAwait(false))
            {
                // The schemas lie beside the items.
                if (BlobNames.ItemOf(entry.Name) is { } item && item != before)
                {
                    before = item;
                    yield return item;
                }
            }
        }
    }

    private static IAsyncEnumerable<BlobEntry> OfAsync(BlobContainer container, string subject, CancellationToken cancellationToken) => container.ListMarkedAsync(null, cancellationToken)
        .Where(file => file.Metadata is { } metadata && string.Equals(MediaMetadata.Subject(metadata), subject, StringComparison.Ordinal));

    private async Task<int> EraseMediaAsync(ItemSource source, ItemRecord item, CancellationToken cancellationToken)
    {
        if (await _inbox.PropertiesAsync(InboxName.Require(source.Name), cancellationToken).ConfigureAwait(false) is not { } file || !IsOfItsSubjects(MediaMetadata.Subject(file.Metadata), item))
        {
            return 0;
        }

        // A file with another ETag than the record knows is the same item all the same where its bytes are: dropped again, or taken back from quarantine.
        var eTag = BlobTag.Text(file.ETag);
        var theirs = eTag == source.ETag
            || (file.ContentLength == item.Bytes && !UnreadFile.Is(item) && await _inbox.HoldsAsync(source.Name, file, item.Id, cancellationToken).ConfigureAwait(false));
        return theirs && await _inbox.DeleteAsync(source.Name, eTag, cancellationToken).ConfigureAwait(false) ? 1 : 0;
    }

    private async Task<int> EraseQuarantinedAsync(ItemSource source, ItemRecord item, CancellationToken cancellationToken)
    {
        var removed = 0;
        await foreach (var (blob, eTag, subject) in _quarantine.FindQuarantinedAsync(source.Name, item.Id, cancellationToken).ConfigureAwait(false))
        {
            removed += IsOfItsSubjects(subject, item) ? await EraseWithReasonAsync(blob, eTag, cancellationToken).ConfigureAwait(false) : 0;
        }

        return removed;
    }

    private async Task<int> EraseWithReasonAsync(string quarantined, string eTag, CancellationToken cancellationToken)
    {
        var reason = await _quarantine.DeleteAsync(BlobNames.Reason(quarantined), null, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        return reason + (await _quarantine.DeleteAsync(quarantined, eTag, cancellationToken).ConfigureAwait(false) ? 1 : 0);
    }

    /// <summary>Another subject's file of the same bytes may have come since the record was seen.</summary>
    private static bool IsOfItsSubjects(string? subject, ItemRecord item) =>
        subject is null || item.Sources.Any(s => string.Equals(s.Subject, subject, StringComparison.Ordinal));

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
