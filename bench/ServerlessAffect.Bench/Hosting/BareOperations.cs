using System.Diagnostics;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using ServerlessAffect.LocalHost.Azurite;

namespace ServerlessAffect.Bench.Hosting;

/// <summary>What the way of one file asks of the storage, operation by operation and in that order, with nothing done in between: the upload; the blob trigger's receipt,
/// lease and announcement; file, record and features; messages; and per model the record, features, prediction as csv and json, and record again.</summary>
internal static class BareOperations
{
    public const int Concurrency = 16;
    private const int FeatureBytes = 6_000;
    private const int PredictionBytes = 1_200;
    private const int RecordBytes = 700;

    /// <returns>Files per second, and operations per file.</returns>
    public static async Task<(double PerSecond, int Operations)> RunAsync(int files, int models, CancellationToken cancellationToken)
    {
        await using var azurite = await AzuriteServer.StartAsync(new AzuriteOptions(), cancellationToken).ConfigureAwait(false);
        var blobs = new BlobContainerClient(azurite.ConnectionString, "bare");
        var queue = new QueueClient(azurite.ConnectionString, "work");
        var fetched = new QueueClient(azurite.ConnectionString, "fetched");
        await blobs.CreateIfNotExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        await fetched.CreateIfNotExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        for (var n = 0; n < 64; n++)
        {
            await fetched.SendMessageAsync(new string('m', 500), cancellationToken).ConfigureAwait(false);
        }

        var operations = 0;
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, files), new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken }, async (n, token) =>
        {
            var done = await FileAsync(blobs, queue, fetched, n, models, token).ConfigureAwait(false);
            Interlocked.Exchange(ref operations, done);
        }).ConfigureAwait(false);
        return (files / Stopwatch.GetElapsedTime(started).TotalSeconds, operations);
    }

    private static async Task<int> FileAsync(BlobContainerClient blobs, QueueClient queue, QueueClient fetched, int n, int models, CancellationToken token)
    {
        var operations = 0;
        await blobs.UploadBlobAsync($"inbox/{n}", Content(80), token).ConfigureAwait(false);

        // The trigger: one host announces the blob.
        var receipt = blobs.GetBlobClient($"receipts/{n}");
        await receipt.UploadAsync(BinaryData.Empty, new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, token).ConfigureAwait(false);
        var lease = receipt.GetBlobLeaseClient();
        await lease.AcquireAsync(TimeSpan.FromSeconds(30), cancellationToken: token).ConfigureAwait(false);
        SendReceipt announcement = await queue.SendMessageAsync(new string('m', 300), token).ConfigureAwait(false);
        await receipt.SetMetadataAsync(new Dictionary<string, string> { ["done"] = "true" }, new BlobRequestConditions { LeaseId = lease.LeaseId }, token).ConfigureAwait(false);
        await lease.ReleaseAsync(cancellationToken: token).ConfigureAwait(false);
        operations += 6;

        // Taking the file.
        await FetchAsync(fetched, n, token).ConfigureAwait(false);
        await blobs.GetBlobClient($"inbox/{n}").GetPropertiesAsync(cancellationToken: token).ConfigureAwait(false);
        await DownloadAsync(blobs, $"inbox/{n}", token).ConfigureAwait(false);
        await DownloadAsync(blobs, $"items/{n}", token).ConfigureAwait(false);
        await blobs.UploadBlobAsync($"items/{n}", Content(RecordBytes), token).ConfigureAwait(false);
        operations += 4;
        for (var model = 0; model < models; model++)
        {
            await blobs.UploadBlobAsync($"features/{n}/{model}", Content(FeatureBytes), token).ConfigureAwait(false);
            operations++;
        }

        await DownloadAsync(blobs, $"items/{n}", token).ConfigureAwait(false);
        await blobs.GetBlobClient($"items/{n}").UploadAsync(Content(RecordBytes), overwrite: true, token).ConfigureAwait(false);
        operations += 2;
        var requests = new SendReceipt[models];
        for (var model = 0; model < models; model++)
        {
            requests[model] = await queue.SendMessageAsync(new string('m', 500), token).ConfigureAwait(false);
            operations++;
        }

        await queue.DeleteMessageAsync(announcement.MessageId, announcement.PopReceipt, token).ConfigureAwait(false);
        operations++;

        // One reading per model.
        for (var model = 0; model < models; model++)
        {
            await FetchAsync(fetched, n, token).ConfigureAwait(false);
            await DownloadAsync(blobs, $"items/{n}", token).ConfigureAwait(false);
            await DownloadAsync(blobs, $"features/{n}/{model}", token).ConfigureAwait(false);
            await blobs.UploadBlobAsync($"predictions/{n}/{model}.csv", Content(PredictionBytes), token).ConfigureAwait(false);
            await blobs.UploadBlobAsync($"predictions/{n}/{model}.json", Content(PredictionBytes), token).ConfigureAwait(false);
            await blobs.GetBlobClient($"items/{n}").UploadAsync(Content(RecordBytes), overwrite: true, token).ConfigureAwait(false);
            await queue.DeleteMessageAsync(requests[model].MessageId, requests[model].PopReceipt, token).ConfigureAwait(false);
            operations += 6;
        }

        return operations;
    }

    /// <summary>Messages are received by sixteen, so every sixteenth file asks for some; they come back, for the next one.</summary>
    private static Task FetchAsync(QueueClient fetched, int n, CancellationToken token) =>
        n % 16 == 0 ? fetched.ReceiveMessagesAsync(16, TimeSpan.FromSeconds(1), token) : Task.CompletedTask;

    private static async Task DownloadAsync(BlobContainerClient blobs, string name, CancellationToken token)
    {
        try
        {
            await blobs.GetBlobClient(name).DownloadContentAsync(token).ConfigureAwait(false);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // A record that is not there yet is asked for all the same.
        }
    }

    private static BinaryData Content(int bytes) => new(new byte[bytes]);
}
