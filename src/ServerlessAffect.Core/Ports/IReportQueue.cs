using ServerlessAffect.Core.Queues;

namespace ServerlessAffect.Core.Ports;

/// <summary>Requests to make reports. Delivery is at least once; a report that is done is not made again.</summary>
public interface IReportQueue
{
    Task SendAsync(ReportRequest request, CancellationToken cancellationToken);

    /// <summary>Messages waiting, approximately.</summary>
    Task<long> CountAsync(CancellationToken cancellationToken);
}
