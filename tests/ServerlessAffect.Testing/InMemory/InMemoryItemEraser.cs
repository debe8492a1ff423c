using System.Runtime.CompilerServices;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Testing.InMemory;

public sealed class InMemoryItemEraser(InMemoryStorage storage) : IItemEraser
{
    public async Task<IReadOnlyDictionary<string, int>> EraseAsync(Versioned<ItemRecord> seen, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(seen);
        ArgumentException.ThrowIfNullOrEmpty(seen.ETag);
        var item = seen.Value;
        var removed = new Dictionary<string, int>(await EraseDerivedAsync(item.Id, cancellationToken))
        {
            ["media"] = storage.Media.RemoveWhere((name, file) => IsOfItsSubjects(file.Subject)
                && item.Sources.Any(s => s.Name == name && (s.ETag == file.ETag || ContentHash.Compute(file.Content) == item.Id))).Count,
            ["quarantine"] = storage.Media.RemoveQuarantinedWhere(file => IsOfItsSubjects(file.Subject) && file.Item == item.Id && item.Sources.Any(s => s.Name == file.Name)),
            ["items"] = storage.Items.Remove(item.Id, seen.ETag) ? 1 : 0,
        };
        removed["attempts"] += item.Sources.Sum(s => storage.Intake.Remove(s.Name));
        return removed;

        bool IsOfItsSubjects(string? subject) => subject is null || item.Sources.Any(s => s.Subject == subject);
    }

    public Task<IReadOnlyDictionary<string, int>> EraseDerivedAsync(ContentHash item, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (letters, attempts) = storage.Attempts.Remove(item);
        return Task.FromResult<IReadOnlyDictionary<string, int>>(new Dictionary<string, int>
        {
            ["features"] = storage.Features.Remove(item) + storage.DenseFeatures.Remove(item),
            ["predictions"] = 2 * storage.Predictions.Remove(item),
            ["labels"] = storage.Labels.Remove(item),
            ["attempts"] = attempts,
            ["dead-letters"] = letters,
        });
    }

    public async IAsyncEnumerable<ContentHash> ListDerivedAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (var item in storage.Features.Items.Concat(storage.DenseFeatures.Items).Concat(storage.Predictions.Items).Distinct())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
    }

    public Task<IReadOnlyDictionary<string, int>> EraseFilesAsync(string subject, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(subject);
        cancellationToken.ThrowIfCancellationRequested();
        var names = storage.Media.RemoveWhere((_, file) => file.Subject == subject);
        return Task.FromResult<IReadOnlyDictionary<string, int>>(new Dictionary<string, int>
        {
            ["media"] = names.Count,
            ["attempts"] = names.Sum(storage.Intake.Remove),
            ["quarantine"] = storage.Media.RemoveQuarantinedWhere(file => file.Subject == subject),
        });
    }
}
