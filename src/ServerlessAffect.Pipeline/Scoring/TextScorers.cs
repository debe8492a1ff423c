using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Inference.Caching;

namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>Text models out of the registry. The versions used last stay open; an older one is closed and, should it be asked for again, opened again.</summary>
internal sealed class TextScorers(IModelRegistry registry) : ITextScorers, IDisposable
{
    /// <summary>Champions, and what was champion while messages wait.</summary>
    private const int OpenModels = 16;

    private readonly ModelCache<TextScorer> _open = new(registry, TextScorer.Open, OpenModels);

    public async ValueTask<ITextScorer> GetAsync(ModelRelease release, CancellationToken cancellationToken)
    {
        // Given back at once: with so few versions alive none is closed while a call still uses it, and a run that has begun ends well even then.
        using var lease = await _open.RentAsync(release.Model, release.Version, release.ManifestDigest, cancellationToken).ConfigureAwait(false);
        return lease.Model;
    }

    public void Dispose() => _open.Dispose();
}
