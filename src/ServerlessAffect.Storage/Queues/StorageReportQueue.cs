using Azure.Storage.Queues;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Queues;

namespace ServerlessAffect.Storage.Queues;

internal sealed class StorageReportQueue(QueueServiceClient service) : IReportQueue
{
    private readonly QueueClient _queue = service.GetQueueClient(StorageNames.ExploreRequests);

    public Task SendAsync(ReportRequest request, CancellationToken cancellationToken) => _queue.SendForeverAsync(ReportRequestCodec.Encode(request), cancellationToken);

    public Task<long> CountAsync(CancellationToken cancellationToken) => _queue.CountAsync(cancellationToken);
}
