using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Storage.Blobs;
using ServerlessAffect.Storage.Connections;

namespace ServerlessAffect.Storage.Media;

internal sealed class BlobMediaStore(BlobServiceClient service, TimeProvider time) : IMediaStore
{
    private readonly BlobContainer _inbox = new(service, StorageNames.Inbox);
    private readonly BlobContainer _quarantine = new(service, StorageNames.Quarantine);

    /// <summary>Rounds against others who move the same file in and out.</summary>
    private const int MaxRounds = 8;

    /// <summary>Blocks of large uploads: at most 32 MiB under way, whatever the file's size.</summary>
    private static readonly StorageTransferOptions Blocks = new() { InitialTransferSize = 8 << 20, MaximumTransferSize = 8 << 20, MaximumConcurrency = 4 };

    public Task<DroppedFile?> OpenAsync(string name, CancellationToken cancellationToken)
    {
        var blob = _inbox.Blob(InboxName.Require(name));
        return StorageCall.RunAsync<DroppedFile?>("open blob", _inbox.Name, async () =>
        {
            try
            {
                var options = new BlobDownloadOptions { Range = new HttpRange(0, BlobRangeStream.FirstRangeBytes) };
                var download = (await blob.DownloadStreamingAsync(options, cancellationToken).ConfigureAwait(false)).Value;
                var (eTag, subject) = (BlobTag.Text(download.Details.ETag), MediaMetadata.Subject(download.Details.Metadata));
                var content = await BlobRangeStream.OpenAsync(blob, _inbox.Name, download, cancellationToken).ConfigureAwait(false);
                return new DroppedFile(name, eTag, content.Length, subject, content);
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                return null;
            }
            catch (RequestFailedException e) when (e.Status == 416)
            {
                return await OpenEmptyAsync(name, blob, cancellationToken).ConfigureAwait(false);
            }
        }, cancellationToken);
    }

    public async Task<bool> DropAsync(string name, Stream content, string? subject, bool overwrite, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var blob = _inbox.Blob(MediaName.Require(name));
        var options = new BlobUploadOptions
        {
            Metadata = MediaMetadata.Of(subject),
            TransferOptions = Blocks,
            Conditions = overwrite ? null : new BlobRequestConditions { IfNoneMatch = ETag.All },
        };
        if (!content.CanSeek)
        {
            // What has been read of such a stream cannot be sent again, so the container must be there before.
            await _inbox.EnsureAsync(cancellationToken).ConfigureAwait(false);
        }

        var start = content.CanSeek ? content.Position : 0;
        return await _inbox.WriteAsync("drop blob", async () =>
        {
            if (content.CanSeek)
            {
                content.Position = start;
            }

            try
            {
                await blob.UploadAsync(content, options, cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (RequestFailedException e) when (!overwrite && BlobContainer.IsLost(e))
            {
                return false;
            }
        }, cancellationToken).ConfigureAwait(false);
    }

    public async Task QuarantineAsync(DroppedFile file, ContentHash item, ReadingError reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(reason);
        var name = InboxName.Require(file.Name);
        if (await KeepAsync(file, item, cancellationToken).ConfigureAwait(false) is not { } kept)
        {
            // Gone: quarantined before, or taken back by its owner. Replaced: the new file has its own turn.
            return;
        }

        var document = new QuarantineReason(name, reason.Code, reason.Message, time.GetUtcNow());
        await _quarantine.PutAsync(BlobNames.Reason(kept), JsonDocuments.Write(document), JsonDocuments.JsonType, cancellationToken).ConfigureAwait(false);
        await _inbox.DeleteAsync(name, file.ETag, cancellationToken).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<InboxEntry> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in _inbox.ListAsync(null, cancellationToken).ConfigureAwait(false))
        {
            yield return new InboxEntry(entry.Name, entry.ETag, entry.Bytes, entry.LastModified);
        }
    }

    /// <returns>Where the file lies in the quarantine now; null where the inbox does not have it any more.</returns>
    private async Task<string?> KeepAsync(DroppedFile file, ContentHash item, CancellationToken cancellationToken)
    {
        var metadata = MediaMetadata.Of(file.Subject, item, sourceETag: file.ETag);
        foreach (var place in BlobNames.Quarantined(file.Name, item, file.ETag))
        {
            for (var round = 0; round < MaxRounds; round++)
            {
                switch (await _quarantine.TryCopyAsync(_inbox.Blob(file.Name), file.ETag, place, metadata, cancellationToken).ConfigureAwait(false))
                {
                    case CopyOutcome.Copied:
                        return place;
                    case CopyOutcome.SourceChanged:
                        return null;
                }

                if (await _quarantine.PropertiesAsync(place, cancellationToken).ConfigureAwait(false) is not { } there)
                {
                    continue;
                }

                // An identity that was not made of bytes says nothing about them.
                var same = item == UnreadFile.IdOf(file.Name)
                    ? MediaMetadata.SourceETag(there.Metadata) == file.ETag
                    : await _quarantine.IsMarkedAsync(place, there, item, cancellationToken).ConfigureAwait(false);
                if (!same)
                {
                    break;
                }

                // Here already. A restoration that is under way must not remove it: it holds the old ETag.
                if (await _quarantine.TryMarkAsync(place, metadata, BlobTag.Text(there.ETag), cancellationToken).ConfigureAwait(false))
                {
                    return place;
                }
            }
        }

        throw new AffectException(ErrorCodes.Conflict, "The file finds no place in the quarantine: others are changing what lies there under its name; try again.", isTransient: true);
    }

    private async Task<DroppedFile?> OpenEmptyAsync(string name, BlobClient blob, CancellationToken cancellationToken)
    {
        if (await _inbox.PropertiesAsync(name, cancellationToken).ConfigureAwait(false) is not { } properties)
        {
            return null;
        }

        // No range of an empty blob can be asked for. Grown since: its first range is fetched when it is read, under this ETag.
        var eTag = BlobTag.Text(properties.ETag);
        return new DroppedFile(name, eTag, properties.ContentLength, MediaMetadata.Subject(properties.Metadata), BlobRangeStream.Unread(blob, _inbox.Name, eTag, properties.ContentLength));
    }
}
