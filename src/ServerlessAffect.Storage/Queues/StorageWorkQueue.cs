using Azure.Storage.Queues;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Queues;
using ServerlessAffect.Storage.Connections;

namespace ServerlessAffect.Storage.Queues;

internal sealed class StorageWorkQueue(QueueServiceClient service) : IWorkQueue
{
    /// <summary>As many as one call gives.</summary>
    private const int MaxBatch = 32;

    /// <summary>How long given-up messages are hidden while they are moved.</summary>
    private static readonly TimeSpan RestoreTime = TimeSpan.FromMinutes(1);

    private readonly QueueClient _queue = service.GetQueueClient(StorageNames.ScoreRequests);

    private readonly QueueClient _poison = service.GetQueueClient(PoisonQueueNames.ScoreRequests);
    private readonly QueueClient _blobPoison = service.GetQueueClient(PoisonQueueNames.BlobTriggers);

    public Task SendAsync(ScoreRequest request, CancellationToken cancellationToken) => _queue.SendForeverAsync(ScoreRequestCodec.Encode(request), cancellationToken);

    public Task<long> CountAsync(CancellationToken cancellationToken) => _queue.CountAsync(cancellationToken);

    public async Task<IReadOnlyDictionary<string, long>> CountPoisonAsync(CancellationToken cancellationToken) => new Dictionary<string, long>
    {
        [_poison.Name] = await _poison.CountAsync(cancellationToken).ConfigureAwait(false),
        [_blobPoison.Name] = await _blobPoison.CountAsync(cancellationToken).ConfigureAwait(false),
    };

    public async Task<int> RestorePoisonAsync(CancellationToken cancellationToken)
    {
        // A message that a host gives up again meanwhile waits for the next time.
        var left = await _poison.CountAsync(cancellationToken).ConfigureAwait(false);
        var restored = 0;
        while (left > 0)
        {
            var count = (int)Math.Min(left, MaxBatch);
            var batch = await StorageCall.RunAsync(
                "receive messages", _poison.Name, () => _poison.ReceiveMessagesAsync(count, RestoreTime, cancellationToken), cancellationToken).ConfigureAwait(false);
            foreach (var message in batch.Value)
            {
                // As it is, and before it is removed here.
                await _queue.SendForeverAsync(message.Body.ToString(), cancellationToken).ConfigureAwait(false);
                await StorageCall.RunAsync("delete message", _poison.Name, () => _poison.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken), cancellationToken)
                    .ConfigureAwait(false);
                restored++;
            }

            left = batch.Value.Length == 0 ? 0 : left - batch.Value.Length;
        }

        return restored;
    }
}
