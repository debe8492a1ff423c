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

    private readonly QueueClient _queue = service.GetQueueClient(StorageNames.ScoreRequests);

    public Task SendAsync(ScoreRequest request, CancellationToken cancellationToken)
    {
        var message = ScoreRequestCodec.Encode(request);
        return StorageCall.RunAsync("send message", _queue.Name, async () =>
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
    }

    public Task<long> CountAsync(CancellationToken cancellationToken) =>
        StorageCall.RunAsync<long>("count messages", _queue.Name, async () =>
        {
            try
            {
                return (await _queue.GetPropertiesAsync(cancellationToken).ConfigureAwait(false)).Value.ApproximateMessagesCount;
            }
            catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
            {
                return 0;
            }
        }, cancellationToken);
}
