using System.Collections.Concurrent;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Testing.InMemory;

public sealed class InMemoryIntakeLog : IIntakeLog
{
    private readonly ConcurrentDictionary<(string Name, string ETag), int> _failures = new();

    public Task<int> RecordFailureAsync(string name, string eTag, ReadingError error, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_failures.AddOrUpdate((name, eTag), 1, (_, count) => count + 1));
    }

    public Task<int> CountAsync(string name, string eTag, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_failures.GetValueOrDefault((name, eTag)));
    }

    public Task ClearAsync(string name, string eTag, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _failures.TryRemove((name, eTag), out _);
        return Task.CompletedTask;
    }

    internal int Remove(string name) => _failures.Keys.Where(k => k.Name == name).ToList().Count(k => _failures.TryRemove(k, out _));
}
