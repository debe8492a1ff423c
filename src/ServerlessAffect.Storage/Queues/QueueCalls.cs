using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using ServerlessAffect.Storage.Connections;

namespace ServerlessAffect.Storage.Queues;

/// <summary>One queue: it is created when a message finds it missing, so no call asks for it beforehand.</summary>
internal static class QueueCalls
{
    /// <summary>Waits for its reader however long that is stopped; the default would drop it after seven days.</summary>
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    public static Task SendForeverAsync(this QueueClient queue, string message, CancellationToken cancellationToken) =>
        StorageCall.RunAsync("send message", queue.Name, async () =>
        {
            try
            {
                return await queue.SendMessageAsync(message, visibilityTimeout: null, Forever, cancellationToken).ConfigureAwait(false);
            }
            catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
            {
                await queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
                return await queue.SendMessageAsync(message, visibilityTimeout: null, Forever, cancellationToken).ConfigureAwait(false);
            }
        }, cancellationToken);

    /// <summary>Messages waiting, approximately.</summary>
    public static Task<long> CountAsync(this QueueClient queue, CancellationToken cancellationToken) =>
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
