using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Queues;
using ServerlessAffect.Storage.Connections;

namespace ServerlessAffect.Storage.Queues;

internal sealed class StorageWorkQueue(QueueServiceClient service) : IWorkQueue
{
    /// <summary>Waits for its reader however long that is stopped; the default would drop it after seven days.</summary>
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    /// <summary>As many as one call gives.</summary>
    private const int MaxBatch = 32;

    /// <summary>How long given-up messages are hidden while they are moved.</summary>
    private static readonly TimeSpan RestoreTime = TimeSpan.FromMinutes(1);

    private readonly QueueClient _queue = service.GetQueueClient(StorageNames.ScoreRequests);

    private readonly QueueClient _poison = service.GetQueueClient(PoisonQueueNames.ScoreRequests);
    private readonly QueueClient _blobPoison = service.GetQueueClient(PoisonQueueNames.BlobTriggers);

    public Task SendAsync(ScoreRequest request, CancellationToken cancellationToken) => SendAsync(ScoreRequestCodec.Encode(request), cancellationToken);

    public Task<long> CountAsync(CancellationToken cancellationToken) => CountAsync(_queue, cancellationToken);

    public async Task<IReadOnlyDictionary<string, long>> CountPoisonAsync(CancellationToken cancellationToken) => new Dictionary<string, long>
    {
        [_poison.Name] = await CountAsync(_poison, cancellationToken).ConfigureAwait(false),
        [_blobPoison.Name] = await CountAsync(_blobPoison, cancellationToken).ConfigureAwait(false),
    };

    public async Task<int> RestorePoisonAsync(CancellationToken cancellationToken)
    {
        // A message that a host gives up again meanwhile waits for the next time.
        var left = await CountAsync(_poison, cancellationToken).ConfigureAwait(false);
        var restored = 0;
        while (left > 0)
        {
            var count = (int)Math.Min(left, MaxBatch);
            var batch = await StorageCall.RunAsync(
                "receive messages", _poison.Name, () => _poison.ReceiveMessagesAsync(count, RestoreTime, cancellationToken), cancellationToken).ConfigureAwait(false);
            foreach (var message in batch.Value)
            {
                // As it is, and before it is removed here.
                await SendAsync(message.Body.ToString(), cancellationToken).ConfigureAwait(false);
                await StorageCall.RunAsync("delete message", _poison.Name, () => _poison.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken), cancellationToken)
                    .ConfigureAwait(false);
                restored++;
            }

            left = batch.Value.Length == 0 ? 0 : left - batch.Value.Length;
        }

        return restored;
    }

    private Task<Response<SendReceipt>> SendAsync(string message, CancellationToken cancellationToken) =>
        StorageCall.RunAsync("send message", _queue.Name, async () =>
        {
            try
            {
                return await _queue.SendMessageAsync(message, visibilityTimeout: null, Forever, cancellationToken).ConfigureAwait(false);
            }
            catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
            {
                await _queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
                return await _queue.SendMessageAsync(message, visibilityTimeout: null, Forever, cancellationToken).ConfigureAwait(false);
            }
        }, cancellationToken);

    private static Task<long> CountAsync(QueueClient queue, CancellationToken cancellationToken) =>
        StorageCall.RunAsync<long>("count messages", queue.Name, async () =>
        {
            try
            {
                return (await queue.GetPropertiesAsync(cancellationToken).ConfigureAwait(false)).Value.ApproximateMessagesCount;
            }
            catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
            {
                return 0;
            }
        }, cancellationToken);
}
