using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Inference.Caching;

namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>Text models out of the registry, held open: the versions opened last, which are the champions and what was champion while messages wait.
/// Finding one that is open takes no lock: every request does it. One that falls out of the list closes when the last call that uses it is done.</summary>
internal sealed class TextScorers(IModelRegistry registry) : ITextScorers, IDisposable
{
    internal const int MaxOpen = 16;

    private readonly ModelCache<TextScorer> _cache = new(registry, TextScorer.Open, MaxOpen);
    private readonly Lock _opening = new();
    private HeldModel[] _held = [];

    public ValueTask<RentedScorer> RentAsync(ModelRelease release, CancellationToken cancellationToken)
    {
        foreach (var held in Volatile.Read(ref _held))
        {
            if (held.Is(release) && held.TryHold())
            {
                return new(new RentedScorer(held.Scorer, held));
            }
        }

        return OpenAsync(release, cancellationToken);
    }

    public void Dispose()
    {
        foreach (var held in Interlocked.Exchange(ref _held, []))
        {
            held.Dispose();
        }

        _cache.Dispose();
    }

    private async ValueTask<RentedScorer> OpenAsync(ModelRelease release, CancellationToken cancellationToken)
    {
        var lease = await _cache.RentAsync(release.Model, release.Version, release.ManifestDigest, cancellationToken).ConfigureAwait(false);
        lock (_opening)
        {
            // Of two that opened the same version at once, one is enough; the list holds what is in it, so it can be held once more.
            if (Array.Find(_held, h => h.Is(release)) is { } there && there.TryHold())
            {
                lease.Dispose();
                return new RentedScorer(there.Scorer, there);
            }

            var opened = new HeldModel(release, lease);
            opened.TryHold();
            var kept = _held.Length < MaxOpen ? _held : _held[..^1];
            var dropped = _held.Length < MaxOpen ? null : _held[^1];
            Volatile.Write(ref _held, [opened, .. kept]);
            dropped?.Dispose();
            return new RentedScorer(opened.Scorer, opened);
        }
    }
}
