using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace ServerlessAffect.LocalHost.Triggers.Blobs;

/// <summary>Which blobs a function has been told of, one empty blob each, so that no host tells it of the same content twice.</summary>
internal sealed class ReceiptBook(BlobContainerClient container, string hostId, string functionId, TimeSpan leaseTime)
{
    private const string Complete = "Completed";
    private const int LongestName = 1024;

    private readonly string _prefix = $"blobreceipts/{hostId}/{functionId}/";

    public Task CreateContainerAsync(CancellationToken cancellationToken) => container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);

    /// <summary>Names of the receipts that are complete.</summary>
    public async Task<HashSet<string>> ReadAsync(CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var receipt in container.GetBlobsAsync(BlobTraits.Metadata, prefix: _prefix, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (IsComplete(receipt.Metadata))
            {
                names.Add(receipt.Name);
            }
        }

        return names;
    }

    /// <summary>The receipt's name. A path that storage would find too long, or that an address would take for another place, is replaced with its digest.</summary>
    public string NameOf(string etag, string blobContainer, string blobName)
    {
        var name = $"{_prefix}{etag}/{blobContainer}/{blobName}";
        return name.Length <= LongestName && !BlobAddress.LeadsElsewhere(blobName) ? name : $"{_prefix}{etag}/{blobContainer}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(blobName)))}";
    }

    /// <summary>Announces once: creates the receipt, leases it, calls <paramref name="announce"/>, marks it complete.
    /// A crash after announcing and before marking announces again.</summary>
    /// <returns>True when the receipt is complete now, by us or by another host; false when another host is at it.</returns>
    public async Task<bool> AnnounceOnceAsync(string receiptName, Func<Task> announce, CancellationToken cancellationToken)
    {
        var receipt = container.GetBlobClient(receiptName);
        if (await CreateOrReadAsync(receipt, cancellationToken).ConfigureAwait(false) is not { } etag)
        {
            return true;
        }

        var lease = receipt.GetBlobLeaseClient();
        try
        {
            // On the state just seen only: another host may have completed it since.
            await lease.AcquireAsync(leaseTime, new RequestConditions { IfMatch = etag }, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }

        try
        {
            await announce().ConfigureAwait(false);
            await receipt.SetMetadataAsync(new Dictionary<string, string> { [Complete] = "true" },
                new BlobRequestConditions { LeaseId = lease.LeaseId }, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        finally
        {
            await lease.ReleaseAsync(cancellationToken: CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>The ETag of a receipt that is not complete, made now if there was none; null when it is complete.</summary>
    private static async Task<ETag?> CreateOrReadAsync(BlobClient receipt, CancellationToken cancellationToken)
    {
        try
        {
            var created = await receipt.UploadAsync(BinaryData.Empty, new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, cancellationToken).ConfigureAwait(false);
            return created.Value.ETag;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            var found = await receipt.GetPropertiesAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            return IsComplete(found.Value.Metadata) ? null : found.Value.ETag;
        }
    }

    private static bool IsComplete(IDictionary<string, string>? metadata) => metadata?.Any(m => string.Equals(m.Key, Complete, StringComparison.OrdinalIgnoreCase)) ?? false;
}
