using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Inference.Caching;

namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>Models of recordings out of the registry, held open: those that were used last.</summary>
internal sealed class RecordingScorers(IModelRegistry registry) : IRecordingScorers, IDisposable
{
    private const int MaxOpen = 4;

    private readonly ModelCache<RecordingScorer> _cache = new(registry, RecordingScorer.Open, MaxOpen);

    public async ValueTask<RentedRecordingScorer> RentAsync(ModelRelease release, CancellationToken cancellationToken)
    {
        var lease = await _cache.RentAsync(release.Model, release.Version, release.ManifestDigest, cancellationToken).ConfigureAwait(false);
        return new RentedRecordingScorer(lease.Model, lease);
    }

    public void Dispose() => _cache.Dispose();
}
