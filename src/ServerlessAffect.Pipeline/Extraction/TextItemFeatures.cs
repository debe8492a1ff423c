using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Pipeline.Scoring;

namespace ServerlessAffect.Pipeline.Extraction;

/// <summary>Of a text file, which is read once for all models.</summary>
internal sealed class TextItemFeatures(FileContent content, MediaFormat format, ITextIntake intake, ITextScorers scorers, IFeatureStore features, int maxEntries) : IItemFeatures
{
    private TextRows? _rows;

    public async ValueTask<IModelFeatures> OpenAsync(ModelRelease release, CancellationToken cancellationToken) =>
        new OfModel(this, await scorers.RentAsync(release, cancellationToken).ConfigureAwait(false));

    private async Task<TextRows> RowsAsync(CancellationToken cancellationToken) =>
        _rows ??= await intake.ReadAsync(content.Stream, format, cancellationToken).ConfigureAwait(false);

    private IFeatureStore Store => features;

    private int MaxEntries => maxEntries;

    private sealed class OfModel(TextItemFeatures file, RentedScorer rented) : IModelFeatures
    {
        public ContentHash Schema => rented.Scorer.Manifest.SchemaHash;

        public Task<bool> ExistAsync(ContentHash item, CancellationToken cancellationToken) => file.Store.ExistsAsync(item, Schema, cancellationToken);

        public async Task MakeAsync(ContentHash item, CancellationToken cancellationToken)
        {
            var rows = await file.RowsAsync(cancellationToken).ConfigureAwait(false);
            await file.Store.TryWriteAsync(item, rented.Scorer.Schema, rented.Scorer.Extract(rows, file.MaxEntries, cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        public void Dispose() => rented.Dispose();
    }
}
