using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Testing.InMemory;

public sealed class InMemoryLabelStore : ILabelStore
{
    private readonly ConcurrentDictionary<(ContentHash Item, ItemLabel Label), byte> _labels = new();

    public Task AddAsync(ContentHash item, ItemLabel label, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(label);
        cancellationToken.ThrowIfCancellationRequested();
        _labels.TryAdd((item, label), 0);
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<ItemLabel> ListAsync(ContentHash item, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (var (_, label) in _labels.Keys.Where(k => k.Item == item).OrderBy(k => k.Label.At))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return label;
        }
    }

    internal int Remove(ContentHash item) => _labels.Keys.Count(k => k.Item == item && _labels.TryRemove(k, out _));
}
