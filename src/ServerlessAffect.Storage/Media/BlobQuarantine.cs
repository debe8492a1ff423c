using Azure.Storage.Blobs;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Storage.Blobs;

namespace ServerlessAffect.Storage.Media;

internal sealed class BlobQuarantine(BlobServiceClient service) : IQuarantine
{
    private readonly BlobContainer _inbox = new(service, StorageNames.Inbox);
    private readonly BlobContainer _quarantine = new(service, StorageNames.Quarantine);

    public async Task<bool> RestoreAsync(string name, ContentHash item, CancellationToken cancellationToken)
    {
        var files = _quarantine.FindQuarantinedAsync(name, item, cancellationToken);
        await foreach (var (blob, eTag, subject) in files.ConfigureAwait(false))
        {
            return await RestoreAsync(name, blob, eTag, subject, cancellationToken).ConfigureAwait(false);
        }

        return false;
    }

    private async Task<bool> RestoreAsync(string name, string blob, string eTag, string? subject, CancellationToken cancellationToken)
    {
        var reason = await _quarantine.PropertiesAsync(BlobNames.Reason(blob), cancellationToken).ConfigureAwait(false);
        var metadata = MediaMetadata.Of(subject, restoredFrom: eTag);
        var outcome = await _inbox.TryCopyAsync(_quarantine.Blob(blob), eTag, name, metadata, cancellationToken).ConfigureAwait(false);
        if (outcome == CopyOutcome.SourceChanged || (outcome == CopyOutcome.DestinationTaken && !await IsOurCopyAsync(name, eTag, cancellationToken).ConfigureAwait(false)))
        {
            return false;
        }

        // Under their ETags: the restored file may have failed again by now and be back with a new reason.
        if (reason is not null)
        {
            await _quarantine.DeleteAsync(BlobNames.Reason(blob), BlobTag.Text(reason.ETag), cancellationToken).ConfigureAwait(false);
        }

        await _quarantine.DeleteAsync(blob, eTag, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>An earlier call of ours was cut off between the copy and the clean-up.</summary>
    private async Task<bool> IsOurCopyAsync(string name, string quarantinedETag, CancellationToken cancellationToken) =>
        await _inbox.PropertiesAsync(name, cancellationToken).ConfigureAwait(false) is { } there && MediaMetadata.RestoredFrom(there.Metadata) == quarantinedETag;
}
