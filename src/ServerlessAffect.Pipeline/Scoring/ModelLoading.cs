using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>Loads a released model of any modality, for those who want to know that it can be loaded, and its manifest.</summary>
public sealed class ModelLoading(ITextScorers texts, IRecordingScorers recordings)
{
    /// <exception cref="Core.Errors.AffectException">What keeps the model from being loaded.</exception>
    public async ValueTask<ModelManifest> LoadAsync(ModelRelease release, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(release);
        if (release.Modality is Modality.Text)
        {
            using var text = await texts.RentAsync(release, cancellationToken).ConfigureAwait(false);
            return text.Scorer.Manifest;
        }

        using var recording = await recordings.RentAsync(release, cancellationToken).ConfigureAwait(false);
        return recording.Scorer.Manifest;
    }
}
