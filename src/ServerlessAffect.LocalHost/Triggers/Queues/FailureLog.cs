using System.Text;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using ServerlessAffect.LocalHost.Diagnostics;

namespace ServerlessAffect.LocalHost.Triggers.Queues;

/// <summary>Failures of messages, a line each in an append blob beside the queue. A host that is killed writes none, so its attempt does not count.</summary>
internal sealed class FailureLog(BlobContainerClient container, string hostId, TimeProvider time)
{
    /// <summary>Adds a failure and returns how many the message has had.</summary>
    public async Task<int> RecordAsync(string queue, string messageId, Exception failure)
    {
        var blob = Blob(queue, messageId);
        var line = JsonSerializer.Serialize(new { at = time.GetUtcNow(), fault = Faults.Describe(failure) }) + "\n";
        return await InContainerAsync(async () =>
        {
            await blob.CreateIfNotExistsAsync().ConfigureAwait(false);
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(line));
            return (await blob.AppendBlockAsync(content).ConfigureAwait(false)).Value.BlobCommittedBlockCount;
        }).ConfigureAwait(false);
    }

    public Task ForgetAsync(string queue, string messageId) => Blob(queue, messageId).DeleteIfExistsAsync();

    /// <summary>Keeps beside a poison message why it was given up.</summary>
    public Task ExplainAsync(string poisonQueue, string poisonMessageId, string messageId, int attempts, string reason) =>
        InContainerAsync(() => container.GetBlobClient($"poison/{hostId}/{poisonQueue}/{poisonMessageId}.json").UploadAsync(
            BinaryData.FromObjectAsJson(new { at = time.GetUtcNow(), messageId, attempts, reason }), overwrite: true));

    /// <summary>Makes the container when the first thing is to be kept in it.</summary>
    private async Task<T> InContainerAsync<T>(Func<Task<T>> write)
    {
        try
        {
            return await write().ConfigureAwait(false);
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await container.CreateIfNotExistsAsync().ConfigureAwait(false);
            return await write().ConfigureAwait(false);
        }
    }

    private AppendBlobClient Blob(string queue, string messageId) => container.GetAppendBlobClient($"failures/{hostId}/{queue}/{messageId}.jsonl");
}
