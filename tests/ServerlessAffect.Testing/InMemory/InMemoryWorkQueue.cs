using System.Collections.Concurrent;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Queues;

namespace ServerlessAffect.Testing.InMemory;

public sealed class InMemoryWorkQueue : IWorkQueue
{
    private readonly ConcurrentQueue<ScoreRequest> _requests = new();
    private readonly ConcurrentQueue<ScoreRequest> _poison = new();

    public Task SendAsync(ScoreRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        _requests.Enqueue(request);
        return Task.CompletedTask;
    }

    public Task<long> CountAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult((long)_requests.Count);
    }

    public Task<IReadOnlyDictionary<string, long>> CountPoisonAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyDictionary<string, long>>(new Dictionary<string, long> { ["score-requests-poison"] = _poison.Count });
    }

    public Task<int> RestorePoisonAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var restored = 0;
        for (; _poison.TryDequeue(out var request); restored++)
        {
            _requests.Enqueue(request);
        }

        return Task.FromResult(restored);
    }

    /// <summary>As a host does with a request that it gives up.</summary>
    public void Poison(ScoreRequest request) => _poison.Enqueue(request);

    /// <summary>Takes every waiting request, oldest first.</summary>
    public IReadOnlyList<ScoreRequest> Drain()
    {
        var taken = new List<ScoreRequest>();
        while (_requests.TryDequeue(out var request))
        {
            taken.Add(request);
        }

        return taken;
    }
}
