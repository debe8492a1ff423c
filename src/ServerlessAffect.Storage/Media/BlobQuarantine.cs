using Azure.Storage.Blobs;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Storage.Blobs;

namespace ServerlessAffect.Storage.Media;

internal sealed class BlobQuarantine(BlobServiceClient service) : IQuarantine
{
    private readonly BlobContainer _inbox = new(service, StorageNames.Inbox);
    private readonly BlobContainer _quarantine = new(service, StorageNames.Quarantine);

    /// <summary>Above any reason that we write.</summary>
    private const int MostReasonBytes = 1 << 16;

    public async Task<Versioned<ReadingError>?> FindReasonAsync(string name, ContentHash item, CancellationToken cancellationToken)
    {
        (QuarantineReason Document, string ETag)? newest = null;
        await foreach (var (blob, _, _) in _quarantine.FindQuarantinedAsync(name, item, cancellationToken).ConfigureAwait(false))
        {
            var found = await _quarantine.ReadAsync<QuarantineReason>(BlobNames.Reason(blob), MostReasonBytes, cancellationToken).ConfigureAwait(false);
            newest = found?.Document.QuarantinedAt > (newest?.Document.QuarantinedAt ?? DateTimeOffset.MinValue) ? found : newest;
        }

        return newest is var (reason, eTag) ? new Versioned<ReadingError>(new ReadingError(reason.Code, reason.Message), eTag) : null;
    }

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
