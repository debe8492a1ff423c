using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace ServerlessAffect.LocalHost.Triggers.Timers;

/// <summary>The lease by which one of several hosts runs a timer.</summary>
internal sealed class TimerLock
{
    private readonly BlobLeaseClient _lease;

    private TimerLock(BlobLeaseClient lease) => _lease = lease;

    /// <summary>Null while another host has it. Taking what is held under the same <paramref name="leaseId"/> keeps it.</summary>
    public static async Task<TimerLock?> TryTakeAsync(BlobClient blob, string leaseId, TimeSpan time, CancellationToken cancellationToken)
    {
        var lease = blob.GetBlobLeaseClient(leaseId);
        for (var created = false; ; created = true)
        {
            try
            {
                await lease.AcquireAsync(time, cancellationToken: cancellationToken).ConfigureAwait(false);
                return new TimerLock(lease);
            }
            catch (RequestFailedException e) when (e.Status == 409 && e.ErrorCode == BlobErrorCode.LeaseAlreadyPresent)
            {
                return null;
            }
            catch (RequestFailedException e) when (e.Status == 404 && !created)
            {
                await CreateAsync(blob, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public Task RenewAsync(CancellationToken cancellationToken) => _lease.RenewAsync(cancellationToken: cancellationToken);

    public Task ReleaseAsync() => _lease.ReleaseAsync();

    private static async Task CreateAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        await blob.GetParentBlobContainerClient().CreateIfNotExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        try
        {
            await blob.UploadAsync(BinaryData.Empty, new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // Another host made it first; the lease decides.
        }
    }
}
