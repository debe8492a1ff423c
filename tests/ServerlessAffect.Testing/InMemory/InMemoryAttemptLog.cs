using System.Runtime.CompilerServices;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Queues;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Testing.InMemory;

public sealed class InMemoryAttemptLog : IAttemptLog
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(ContentHash Item, ContentHash Schema, string Model, string Version), int> _failures = [];
    private readonly Dictionary<(ContentHash Item, ContentHash Schema, string Model, string Version), DeadLetter> _letters = [];

    public Task<int> RecordFailureAsync(ScoreRequest request, ReadingError error, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var failures = _failures.GetValueOrDefault(Key(request)) + 1;
            _failures[Key(request)] = failures;
            return Task.FromResult(failures);
        }
    }

    public Task ClearAsync(ScoreRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            _failures.Remove(Key(request));
            _letters.Remove(Key(request));
        }

        return Task.CompletedTask;
    }

    public Task BuryAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(letter);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            _letters[Key(letter.Request)] = letter;
        }

        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<DeadLetter> ListDeadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        DeadLetter[] letters;
        lock (_gate)
        {
            letters = [.. _letters.Values.OrderBy(l => l.Request.Item.Value, StringComparer.Ordinal)];
        }

        foreach (var letter in letters)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return letter;
        }
    }

    internal (int Letters, int Attempts) Remove(ContentHash item)
    {
        lock (_gate)
        {
            return (_letters.Keys.Where(k => k.Item == item).ToList().Count(_letters.Remove), _failures.Keys.Where(k => k.Item == item).ToList().Count(_failures.Remove));
        }
    }

    private static (ContentHash Item, ContentHash Schema, string Model, string Version) Key(ScoreRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return (request.Item, request.Schema, request.Model, request.ModelVersion);
    }
}
