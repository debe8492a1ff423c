using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Inference.Caching;

namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>Text models out of the registry, held open: the versions opened last, which are the champions and what was champion while messages wait.
/// Finding one that is open takes no lock: every request does it.</summary>
internal sealed class TextScorers(IModelRegistry registry) : ITextScorers, IDisposable
{
    private const int MaxOpen = 16;

    private readonly ModelCache<TextScorer> _cache = new(registry, TextScorer.Open, MaxOpen);
    private readonly Lock _opening = new();
    private HeldModel[] _held = [];

    public ValueTask<ITextScorer> GetAsync(ModelRelease release, CancellationToken cancellationToken)
    {
        foreach (var held in Volatile.Read(ref _held))
        {
            if (held.Is(release))
            {
                return new(held.Lease.Model);
            }
        }

        return OpenAsync(release, cancellationToken);
    }

    public void Dispose()
    {
        foreach (var held in Volatile.Read(ref _held))
        {
            held.Lease.Dispose();
        }

        _cache.Dispose();
    }

    private async ValueTask<ITextScorer> OpenAsync(ModelRelease release, CancellationToken cancellationToken)
    {
        var lease = await _cache.RentAsync(release.Model, release.Version, release.ManifestDigest, cancellationToken).ConfigureAwait(false);
        lock (_opening)
        {
            // Of two that opened the same version at once, one is enough.
            if (Array.Exists(_held, h => h.Is(release)))
            {
                lease.Dispose();
                return lease.Model;
            }

            // Whoever still scores with the version that falls out of the list finishes first: a session ends with its last run.
            var kept = _held.Length < MaxOpen ? _held : _held[..^1];
            var dropped = _held.Length < MaxOpen ? null : _held[^1];
            Volatile.Write(ref _held, [new HeldModel(release, lease), .. kept]);
            dropped?.Lease.Dispose();
        }

        return lease.Model;
    }

    private sealed record HeldModel(ModelRelease Release, ModelLease<TextScorer> Lease)
    {
        public bool Is(ModelRelease release) =>
            ReferenceEquals(Release, release)
            || (string.Equals(Release.Version, release.Version, StringComparison.Ordinal)
                && string.Equals(Release.Model, release.Model, StringComparison.Ordinal)
                && Release.ManifestDigest == release.ManifestDigest);
    }
}
