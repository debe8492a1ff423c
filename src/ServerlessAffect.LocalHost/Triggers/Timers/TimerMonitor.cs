using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;

namespace ServerlessAffect.LocalHost.Triggers.Timers;

/// <summary>Remembers in storage when a timer ran last and is due next, so that what was missed while no host ran is noticed.</summary>
internal sealed class TimerMonitor(BlobContainerClient container, string hostId, string functionId)
{
    private readonly BlobClient _blob = container.GetBlobClient($"timers/{hostId}/{functionId}/status");

    /// <summary>Null when the timer never was due here, or what was kept cannot be read.</summary>
    public async Task<ScheduleStatus?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var content = await _blob.DownloadContentAsync(cancellationToken).ConfigureAwait(false);
            return content.Value.Content.ToObjectFromJson<ScheduleStatus>();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public Task WriteAsync(ScheduleStatus status, CancellationToken cancellationToken) =>
        _blob.UploadAsync(BinaryData.FromObjectAsJson(status), overwrite: true, cancellationToken);
}
