using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Conformance;

/// <summary>What every suite needs: a set of ports over one storage of its own, empty when the test starts.</summary>
public abstract class ConformanceSuite
{
    /// <summary>Concurrent writers in the races.</summary>
    protected const int Writers = 16;

    protected static CancellationToken Never => CancellationToken.None;

    /// <summary>Finds the port over this test's storage.</summary>
    protected abstract IServiceProvider Ports { get; }

    protected T Port<T>()
        where T : class => (T?)Ports.GetService(typeof(T)) ?? throw new InvalidOperationException($"No adapter of {typeof(T).Name}.");

    protected Task DropAsync(string name, byte[] content, string? subject = null) =>
        Port<IMediaStore>().DropAsync(name, new MemoryStream(content), subject, overwrite: true, Never);

    /// <summary>Runs the same step as many times as there are writers, at once.</summary>
    protected static Task<T[]> RaceAsync<T>(Func<int, Task<T>> step) =>
        Task.WhenAll(Enumerable.Range(0, Writers).Select(i => Task.Run(() => step(i))));

    protected static async Task<List<T>> AllAsync<T>(IAsyncEnumerable<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var all = new List<T>();
        await foreach (var one in source)
        {
            all.Add(one);
        }

        return all;
    }
}
