using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Storage.Connections;

namespace ServerlessAffect.Storage.Blobs;

/// <summary>One container: conditional writes, bounded reads, typed errors. It is created when a write finds it missing, so no call asks for it beforehand.</summary>
internal sealed class BlobContainer(BlobServiceClient service, string name)
{
    private readonly BlobContainerClient _client = service.GetBlobContainerClient(name);

    public string Name => name;

    public BlobClient Blob(string blob) => _client.GetBlobClient(blob);

    /// <summary>Creates the blob and returns its ETag; null where the name is taken.</summary>
    public Task<string?> TryCreateAsync(string blob, BinaryData content, BlobUploadOptions options, CancellationToken cancellationToken) =>
        UploadAsync("create blob", blob, content, options, new BlobRequestConditions { IfNoneMatch = ETag.All }, cancellationToken);

    /// <summary>As <see cref="TryCreateAsync(string, BinaryData, BlobUploadOptions, CancellationToken)"/>, for what may be too long for memory.</summary>
    /// <param name="content">Seekable, read from its start; stays the caller's.</param>
    public Task<string?> TryCreateAsync(string blob, Stream content, BlobUploadOptions options, CancellationToken cancellationToken)
    {
        options.Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All };
        return WriteAsync<string?>("create blob", async () =>
        {
            content.Position = 0;
            try
            {
                var response = await Blob(blob).UploadAsync(content, options, cancellationToken).ConfigureAwait(false);
                return BlobTag.Text(response.Value.ETag);
            }
            catch (RequestFailedException e) when (IsLost(e))
            {
                return null;
            }
        }, cancellationToken);
    }

    /// <summary>Replaces the blob that has this ETag and returns the new one; null where it has another or is gone.</summary>
    public Task<string?> TryReplaceAsync(string blob, BinaryData content, BlobUploadOptions options, string eTag, CancellationToken cancellationToken) =>
        UploadAsync("replace blob", blob, content, options, new BlobRequestConditions { IfMatch = BlobTag.Parse(eTag) }, cancellationToken);

    /// <summary>Writes the blob whatever is there: only for documents of which the last one is the right one.</summary>
    public Task PutAsync(string blob, BinaryData content, BlobUploadOptions options, CancellationToken cancellationToken) =>
        UploadAsync("put blob", blob, content, options, null, cancellationToken);

    /// <summary>Gives the blob that has this ETag these metadata and a new ETag, its content unchanged; false where it has another or is gone.</summary>
    public Task<bool> TryMarkAsync(string blob, Dictionary<string, string> metadata, string eTag, CancellationToken cancellationToken) =>
        StorageCall.RunAsync("mark blob", name, async () =>
        {
            try
            {
                var conditions = new BlobRequestConditions { IfMatch = BlobTag.Parse(eTag) };
                await Blob(blob).SetMetadataAsync(metadata, conditions, cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (RequestFailedException e) when (IsLost(e))
            {
                return false;
            }
        }, cancellationToken);

    /// <summary>The whole blob; null where there is none.</summary>
    /// <exception cref="AffectException">It is larger than <paramref name="maxBytes"/>, with <paramref name="damagedCode"/>; nothing of it was read.</exception>
    public Task<BlobContent?> ReadAsync(string blob, int maxBytes, string damagedCode, CancellationToken cancellationToken) =>
        StorageCall.RunAsync("read blob", name, async () =>
        {
            try
            {
                var response = await Blob(blob).DownloadStreamingAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
                using var download = response.Value;
                var length = download.Details.ContentLength;
                if (length > maxBytes)
                {
                    throw new AffectException(damagedCode, $"'{name}/{blob}' has {length} bytes where at most {maxBytes} are written; it is damaged or foreign.");
                }

                var bytes = new byte[length];
                await download.Content.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
                return new BlobContent(bytes, BlobTag.Text(download.Details.ETag));
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                return null;
            }
        }, cancellationToken);

    /// <summary>Copies the blob into a stream of the caller's that fits its length; null where there is no blob.</summary>
    /// <exception cref="AffectException">It is larger than <paramref name="maxBytes"/>, with <paramref name="damagedCode"/>; nothing of it was read.</exception>
    public Task<Stream?> DownloadAsync(string blob, long maxBytes, string damagedCode, Func<long, Stream> open, CancellationToken cancellationToken) =>
        StorageCall.RunAsync("read blob", name, async () =>
        {
            try
            {
                var response = await Blob(blob).DownloadStreamingAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
                using var download = response.Value;
                var length = download.Details.ContentLength;
                if (length > maxBytes)
                {
                    throw new AffectException(damagedCode, $"'{name}/{blob}' has {length} bytes where at most {maxBytes} are written; it is damaged or foreign.");
                }

                var destination = open(length);
                try
                {
                    await download.Content.CopyToAsync(destination, cancellationToken).ConfigureAwait(false);
                    destination.Position = 0;
                    return destination;
                }
                catch
                {
                    await destination.DisposeAsync().ConfigureAwait(false);
                    throw;
                }
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                return null;
            }
        }, cancellationToken);

    public Task<bool> ExistsAsync(string blob, CancellationToken cancellationToken) =>
        StorageCall.RunAsync("look up blob", name, async () => (await Blob(blob).ExistsAsync(cancellationToken).ConfigureAwait(false)).Value, cancellationToken);

    /// <summary>Null where there is no such blob.</summary>
    public Task<BlobProperties?> PropertiesAsync(string blob, CancellationToken cancellationToken) =>
        StorageCall.RunAsync<BlobProperties?>("look up blob", name, async () =>
        {
            try
            {
                return (await Blob(blob).GetPropertiesAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).Value;
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                return null;
            }
        }, cancellationToken);

    /// <summary>Deletes the blob, with <paramref name="eTag"/> only as long as it has that one; returns whether this call did.</summary>
    public Task<bool> DeleteAsync(string blob, string? eTag, CancellationToken cancellationToken) =>
        StorageCall.RunAsync("delete blob", name, async () =>
        {
            var conditions = eTag is null ? null : new BlobRequestConditions { IfMatch = BlobTag.Parse(eTag) };
            try
            {
                return (await Blob(blob).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, conditions, cancellationToken).ConfigureAwait(false)).Value;
            }
            catch (RequestFailedException e) when (e.Status is 404 or 412)
            {
                return false;
            }
        }, cancellationToken);

    /// <summary>Copies a blob of the same account, on the server, as long as it has this ETag and the name is free.</summary>
    public Task<CopyOutcome> TryCopyAsync(BlobClient source, string sourceETag, string blob, Dictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        var options = new BlobCopyFromUriOptions
        {
            Metadata = metadata,
            SourceConditions = new BlobRequestConditions { IfMatch = BlobTag.Parse(sourceETag) },
            DestinationConditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
        };
        return WriteAsync("copy blob", async () =>
        {
            try
            {
                var copy = await Blob(blob).StartCopyFromUriAsync(source.Uri, options, cancellationToken).ConfigureAwait(false);
                await copy.WaitForCompletionAsync(cancellationToken).ConfigureAwait(false);
                return CopyOutcome.Copied;
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobAlreadyExists)
            {
                return CopyOutcome.DestinationTaken;
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobNotFound || e.ErrorCode == BlobErrorCode.SourceConditionNotMet || e.Status == 412)
            {
                return CopyOutcome.SourceChanged;
            }
        }, cancellationToken);
    }

    /// <summary>Every blob whose name starts with <paramref name="prefix"/>, in the order of the names, page by page; none where there is no container.</summary>
    public IAsyncEnumerable<BlobEntry> ListAsync(string? prefix, CancellationToken cancellationToken) => ListAsync(BlobTraits.None, prefix, cancellationToken);

    /// <summary>As <see cref="ListAsync(string?, CancellationToken)"/>, with metadata.</summary>
    public IAsyncEnumerable<BlobEntry> ListMarkedAsync(string? prefix, CancellationToken cancellationToken) => ListAsync(BlobTraits.Metadata, prefix, cancellationToken);

    private async IAsyncEnumerable<BlobEntry> ListAsync(BlobTraits traits, string? prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pages = _client.GetBlobsAsync(traits, BlobStates.None, prefix, cancellationToken).AsPages().GetAsyncEnumerator(cancellationToken);
        await using (pages.ConfigureAwait(false))
        {
            while (await NextPageAsync(pages, cancellationToken).ConfigureAwait(false) is { } page)
            {
                foreach (var blob in page.Values)
                {
                    var properties = blob.Properties;
                    yield return new BlobEntry(
                        blob.Name, BlobTag.Text(properties.ETag ?? default), properties.ContentLength ?? 0, properties.LastModified ?? default, blob.Metadata);
                }
            }
        }
    }

    /// <summary>Creates the container where it is missing: only for writes that cannot be done twice.</summary>
    public Task EnsureAsync(CancellationToken cancellationToken) =>
        StorageCall.RunAsync("create container", name, () => _client.CreateIfNotExistsAsync(cancellationToken: cancellationToken), cancellationToken);

    /// <summary>Runs a write, creating the container and running it once more where it is missing.</summary>
    public Task<T> WriteAsync<T>(string operation, Func<Task<T>> write, CancellationToken cancellationToken) =>
        StorageCall.RunAsync(operation, name, async () =>
        {
            try
            {
                return await write().ConfigureAwait(false);
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.ContainerNotFound)
            {
                await _client.CreateIfNotExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
                return await write().ConfigureAwait(false);
            }
        }, cancellationToken);

    private Task<string?> UploadAsync(
        string operation, string blob, BinaryData content, BlobUploadOptions options, BlobRequestConditions? conditions, CancellationToken cancellationToken)
    {
        options.Conditions = conditions;
        return WriteAsync<string?>(operation, async () =>
        {
            try
            {
                var response = await Blob(blob).UploadAsync(content, options, cancellationToken).ConfigureAwait(false);
                return BlobTag.Text(response.Value.ETag);
            }
            catch (RequestFailedException e) when (conditions is not null && IsLost(e))
            {
                return null;
            }
        }, cancellationToken);
    }

    /// <summary>Somebody else was first: the name is taken, or the blob is not the one we read. A missing container is no such thing.</summary>
    internal static bool IsLost(RequestFailedException e) =>
        e.Status is 412 || e.ErrorCode == BlobErrorCode.BlobAlreadyExists || e.ErrorCode == BlobErrorCode.BlobNotFound;

    private Task<Page<BlobItem>?> NextPageAsync(IAsyncEnumerator<Page<BlobItem>> pages, CancellationToken cancellationToken) =>
        StorageCall.RunAsync("list blobs", name, async () =>
        {
            try
            {
                return await pages.MoveNextAsync().ConfigureAwait(false) ? pages.Current : null;
            }
            catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.ContainerNotFound)
            {
                return null;
            }
        }, cancellationToken);
}
