using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Pipeline.Recordings;
using ServerlessAffect.Pipeline.Scoring;

namespace ServerlessAffect.Pipeline.Extraction;

/// <summary>Of a recording or a video, which is decoded once per schema.</summary>
internal sealed class RecordingItemFeatures(
    FileContent content, MediaFormat format, TimeSpan longest, IRecordingIntake intake, IRecordingScorers scorers, IDenseFeatureStore features) : IItemFeatures
{
    public async ValueTask<IModelFeatures> OpenAsync(ModelRelease release, CancellationToken cancellationToken) =>
        new OfModel(this, await scorers.RentAsync(release, cancellationToken).ConfigureAwait(false));

    private IDenseFeatureStore Store => features;

    private async Task MakeAsync(ContentHash item, IRecordingScorer scorer, CancellationToken cancellationToken)
    {
        content.Stream.Position = 0;
        using var made = await intake.ReadAsync(content.Stream, format, scorer.Extractor, longest, cancellationToken).ConfigureAwait(false);
        await features.TryWriteAsync(item, scorer.Extractor.Schema, made, cancellationToken).ConfigureAwait(false);
    }

    private sealed class OfModel(RecordingItemFeatures file, RentedRecordingScorer rented) : IModelFeatures
    {
        public ContentHash Schema => rented.Scorer.Manifest.SchemaHash;

        public Task<bool> ExistAsync(ContentHash item, CancellationToken cancellationToken) => file.Store.ExistsAsync(item, Schema, cancellationToken);

        public Task MakeAsync(ContentHash item, CancellationToken cancellationToken) => file.MakeAsync(item, rented.Scorer, cancellationToken);

        public void Dispose() => rented.Dispose();
    }
}
