using ServerlessAffect.Core.Queues;

namespace ServerlessAffect.Core.Ports;

/// <summary>Requests to score. Delivery is at least once; effects are once because predictions are written conditionally.</summary>
public interface IWorkQueue
{
    Task SendAsync(ScoreRequest request, CancellationToken cancellationToken);

    /// <summary>Messages waiting, approximately.</summary>
    Task<long> CountAsync(CancellationToken cancellationToken);

    /// <summary>Messages that a host gave up, approximately, by the name of their poison queue; those of files that their trigger gave up too.</summary>
    Task<IReadOnlyDictionary<string, long>> CountPoisonAsync(CancellationToken cancellationToken);

    /// <summary>Sends the requests that a host gave up once more and returns how many there were. May be repeated; stopped in the middle, a request may come twice.</summary>
    Task<int> RestorePoisonAsync(CancellationToken cancellationToken);
}
