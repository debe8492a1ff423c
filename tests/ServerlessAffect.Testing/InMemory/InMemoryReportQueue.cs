using System.Collections.Concurrent;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Queues;

namespace ServerlessAffect.Testing.InMemory;

public sealed class InMemoryReportQueue : IReportQueue
{
    private readonly ConcurrentQueue<ReportRequest> _requests = new();

    public Task SendAsync(ReportRequest request, CancellationToken cancellationToken)
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

    /// <summary>Takes every waiting request, oldest first.</summary>
    public IReadOnlyList<ReportRequest> Drain()
    {
        var taken = new List<ReportRequest>();
        while (_requests.TryDequeue(out var request))
        {
            taken.Add(request);
        }

        return taken;
    }
}
