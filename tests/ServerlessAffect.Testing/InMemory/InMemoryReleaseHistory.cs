using System.Runtime.CompilerServices;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Testing.InMemory;

public sealed class InMemoryReleaseHistory : IReleaseHistory
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, List<ModelRelease>> _releases = new(StringComparer.Ordinal);

    public Task<bool> TryCommitAsync(ModelRelease release, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(release);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var entries = _releases.GetValueOrDefault(release.Model) ?? [];
            if (release.Sequence <= entries.Count)
            {
                return Task.FromResult(false);
            }

            if (release.Sequence != entries.Count + 1)
            {
                throw new AffectException(ErrorCodes.Conflict, $"Release {release.Sequence} of '{release.Model}' would leave a gap after {entries.Count}; read the history again.");
            }

            entries.Add(release);
            _releases[release.Model] = entries;
            return Task.FromResult(true);
        }
    }

    public Task<ModelRelease?> GetChampionAsync(string model, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Entries(model).LastOrDefault());
    }

    public async IAsyncEnumerable<ModelRelease> ListChampionsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        ModelRelease[] champions;
        lock (_gate)
        {
            champions = [.. _releases.Values.Select(r => r[^1])];
        }

        foreach (var champion in champions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return champion;
        }
    }

    public async IAsyncEnumerable<ModelRelease> ListAsync(string model, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (var release in Entries(model))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return release;
        }
    }

    private ModelRelease[] Entries(string model)
    {
        lock (_gate)
        {
            return [.. _releases.GetValueOrDefault(model) ?? []];
        }
    }
}
