using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using Microsoft.Extensions.Options;

namespace ServerlessAffect.Pipeline.Models;

/// <summary>Which model versions are live, read from the release history and kept for <see cref="PipelineOptions.ChampionsFor"/>. Safe for concurrent use.</summary>
public sealed class ModelDirectory(IReleaseHistory history, IOptions<PipelineOptions> options, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private Snapshot? _snapshot;

    /// <summary>The newest release of every model, by name; empty where none was published.</summary>
    public ValueTask<IReadOnlyList<ModelRelease>> ChampionsAsync(CancellationToken cancellationToken)
    {
        var snapshot = Volatile.Read(ref _snapshot);
        return snapshot is not null && clock.GetElapsedTime(snapshot.At) < options.Value.ChampionsFor
            ? new(snapshot.Champions)
            : ReadAsync(snapshot, cancellationToken);
    }

    /// <summary>The newest release of every model that reads items of this modality, by name.</summary>
    public async ValueTask<IReadOnlyList<ModelRelease>> ChampionsAsync(Modality modality, CancellationToken cancellationToken)
    {
        var champions = await ChampionsAsync(cancellationToken).ConfigureAwait(false);
        foreach (var champion in champions)
        {
            if (!champion.Reads(modality))
            {
                return [.. champions.Where(c => c.Reads(modality))];
            }
        }

        return champions;
    }

    /// <summary>The models that are to read the file of the inbox: the one that its first folder names, where there is such a model; else every champion.</summary>
    /// <param name="name">Name below <c>inbox/</c>.</param>
    /// <param name="modality">Of the file: models of others are not asked.</param>
    public async ValueTask<IReadOnlyList<ModelRelease>> ForFileAsync(string name, Modality modality, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        var champions = await ChampionsAsync(modality, cancellationToken).ConfigureAwait(false);
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && Named(champions, name[..slash]) is { } named ? [named] : champions;
    }

    /// <summary>The release that <paramref name="reference"/> means: that version, or the champion where none is named.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownModel"/>.</exception>
    public async ValueTask<ModelRelease> FindAsync(ModelRef reference, CancellationToken cancellationToken)
    {
        var known = Volatile.Read(ref _snapshot);
        var champions = await ChampionsAsync(cancellationToken).ConfigureAwait(false);
        var champion = Named(champions, reference.Name);
        if (champion is null && ReferenceEquals(champions, known?.Champions))
        {
            // Not read just now: another process may have published the model since.
            champions = await ReadAsync(known, cancellationToken).ConfigureAwait(false);
            champion = Named(champions, reference.Name);
        }

        if (champion is not null && (reference.Version is null || string.Equals(champion.Version, reference.Version, StringComparison.Ordinal)))
        {
            return champion;
        }

        if (champion is not null)
        {
            await foreach (var release in history.ListAsync(reference.Name, cancellationToken).ConfigureAwait(false))
            {
                if (string.Equals(release.Version, reference.Version, StringComparison.Ordinal))
                {
                    return release;
                }
            }
        }

        var published = champions.Count == 0 ? "none is published yet" : "published are " + string.Join(", ", champions.Select(c => c.Model));
        throw new AffectException(ErrorCodes.UnknownModel, $"No published model is called '{reference}'; {published}.");
    }

    /// <summary>As <see cref="FindAsync(ModelRef, CancellationToken)"/>, for a model that is to read items of this modality.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownModel"/>; <see cref="ErrorCodes.UnsupportedModality"/>: the model reads something else.</exception>
    public async ValueTask<ModelRelease> FindAsync(ModelRef reference, Modality modality, CancellationToken cancellationToken)
    {
        var release = await FindAsync(reference, cancellationToken).ConfigureAwait(false);
        return release.Reads(modality) ? release : throw new AffectException(
            ErrorCodes.UnsupportedModality,
            release.IsFor(modality)
                ? $"The model {release.Model} reads the recordings of one subject together, which 'affect score --subject S' asks it for; name another model, or none."
                : $"The model {release.Model} reads {release.Modality.ToString().ToLowerInvariant()}, and this is {modality.ToString().ToLowerInvariant()}; name another model, or none.");
    }

    /// <summary>Forgets what was read, after a release of this process.</summary>
    public void Forget() => Volatile.Write(ref _snapshot, null);

    public void Dispose() => _reading.Dispose();

    private static ModelRelease? Named(IReadOnlyList<ModelRelease> champions, string name)
    {
        foreach (var champion in champions)
        {
            if (string.Equals(champion.Model, name, StringComparison.Ordinal))
            {
                return champion;
            }
        }

        return null;
    }

    private async ValueTask<IReadOnlyList<ModelRelease>> ReadAsync(Snapshot? seen, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Whoever waited here while another call read takes what that call found.
            var snapshot = Volatile.Read(ref _snapshot);
            if (snapshot is not null && !ReferenceEquals(snapshot, seen))
            {
                return snapshot.Champions;
            }

            var at = clock.GetTimestamp();
            var champions = new List<ModelRelease>();
            await foreach (var release in history.ListChampionsAsync(cancellationToken).ConfigureAwait(false))
            {
                champions.Add(release);
            }

            Volatile.Write(ref _snapshot, new Snapshot(champions, at));
            return champions;
        }
        finally
        {
            _reading.Release();
        }
    }

    private sealed record Snapshot(IReadOnlyList<ModelRelease> Champions, long At);
}
