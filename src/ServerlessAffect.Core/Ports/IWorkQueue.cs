using ServerlessAffect.Core.Queues;

namespace ServerlessAffect.Core.Ports;

/// <summary>Requests to score. Delivery is at least once; effects are once because predictions are written conditionally.</summary>
public interface IWorkQueue
{
    Task SendAsync(ScoreRequest request, CancellationToken cancellationToken);

    /// <summary>Messages waiting, approximately.</summary>
    Task<long> CountAsync(CancellationToken cancellationToken);
}
