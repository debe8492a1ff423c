using System.Collections.Concurrent;

namespace ServerlessAffect.LocalHost.Tests;

/// <summary>What the functions of a test saw, and what they shall do.</summary>
public sealed class Journal
{
    private readonly ConcurrentQueue<string> _entries = new();

    public IReadOnlyList<string> Entries => [.. _entries];

    /// <summary>Called with each entry as it is made; by default does nothing.</summary>
    public Func<string, CancellationToken, Task> OnEntry { get; set; } = (_, _) => Task.CompletedTask;

    public Task AddAsync(string entry, CancellationToken cancellationToken = default)
    {
        _entries.Enqueue(entry);
        return OnEntry(entry, cancellationToken);
    }

    public int Count(string entry) => _entries.Count(e => e == entry);
}
