using Microsoft.Extensions.Options;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Pipeline.Extraction;
using ServerlessAffect.Core.Purposes;
using ServerlessAffect.Pipeline.Recordings;

namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>Reads an item by a model of its modality: by the features in storage, or, where there are none, by features made of the item's file. The one place that
/// knows modalities on the way out.</summary>
public sealed class ItemReading(
    ItemFiles files,
    ITextIntake textIntake,
    ITextScorers textScorers,
    IFeatureStore features,
    IRecordingIntake recordingIntake,
    IRecordingScorers recordingScorers,
    IDenseFeatureStore denseFeatures,
    DeclaredPurpose purpose,
    IOptions<PipelineOptions> options)
{
    /// <param name="asked">Hash of the schema that the request names; the default value where it names none.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.SchemaMismatch"/>: the request is for other features than the model's; what loading, reading and scoring throw.</exception>
    internal Task<ItemAnswer> ReadAsync(ItemRecord item, ModelRelease release, ContentHash asked, CancellationToken cancellationToken) =>
        release.Modality is Modality.Text ? TextAsync(item, release, asked, cancellationToken) : RecordingAsync(item, release, asked, cancellationToken);

    private async Task<ItemAnswer> TextAsync(ItemRecord item, ModelRelease release, ContentHash asked, CancellationToken cancellationToken)
    {
        using var rented = await textScorers.RentAsync(release, cancellationToken).ConfigureAwait(false);
        var scorer = rented.Scorer;
        RequireSchema(release, scorer.Manifest.SchemaHash, asked);
        var found = await features.ReadAsync(item.Id, scorer.Manifest.SchemaHash, cancellationToken).ConfigureAwait(false)
            ?? await files.ReadAsync(item, (content, format, token) => MakeAsync(item.Id, scorer, content, format, token), cancellationToken).ConfigureAwait(false);
        var readings = await scorer.ScoreAsync(found, cancellationToken).ConfigureAwait(false);
        return new ItemAnswer(scorer.Manifest, found.Notice is null ? scorer.Manifest.Notice : $"{scorer.Manifest.Notice} {found.Notice}", readings);
    }

    private async Task<SparseFeatures> MakeAsync(ContentHash item, ITextScorer scorer, FileContent content, MediaFormat format, CancellationToken cancellationToken)
    {
        var rows = await textIntake.ReadAsync(content.Stream, format, cancellationToken).ConfigureAwait(false);
        var made = scorer.Extract(rows, options.Value.MaxEntries, cancellationToken);
        await features.TryWriteAsync(item, scorer.Schema, made, cancellationToken).ConfigureAwait(false);
        return made;
    }

    /// <summary>The features of a recording that the model reads: those in storage, or made of the item's file.</summary>
    /// <returns>The caller's to dispose.</returns>
    internal async Task<DenseFeatures> FeaturesAsync(ItemRecord item, IRecordingScorer scorer, CancellationToken cancellationToken) =>
        await denseFeatures.ReadAsync(item.Id, scorer.Manifest.SchemaHash, cancellationToken).ConfigureAwait(false)
            ?? await files.ReadAsync(item, (content, format, token) => MakeAsync(item.Id, scorer, content, format, token), cancellationToken).ConfigureAwait(false);

    private async Task<ItemAnswer> RecordingAsync(ItemRecord item, ModelRelease release, ContentHash asked, CancellationToken cancellationToken)
    {
        purpose.Require();
        using var rented = await recordingScorers.RentAsync(release, cancellationToken).ConfigureAwait(false);
        var scorer = rented.Scorer;
        RequireSchema(release, scorer.Manifest.SchemaHash, asked);
        using var found = await FeaturesAsync(item, scorer, cancellationToken).ConfigureAwait(false);
        return new ItemAnswer(scorer.Manifest, purpose.NoticeOf(scorer.Manifest.Notice, found.Notice), [scorer.Score(found, cancellationToken)]);
    }

    private async Task<DenseFeatures> MakeAsync(ContentHash item, IRecordingScorer scorer, FileContent content, MediaFormat format, CancellationToken cancellationToken)
    {
        var made = await recordingIntake.ReadAsync(content.Stream, format, scorer.Extractor, options.Value.MaxDuration, cancellationToken).ConfigureAwait(false);
        try
        {
            await denseFeatures.TryWriteAsync(item, scorer.Extractor.Schema, made, cancellationToken).ConfigureAwait(false);
            return made;
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    private static void RequireSchema(ModelRelease release, ContentHash schema, ContentHash asked)
    {
        if (asked != default && asked != schema)
        {
            throw new AffectException(
                ErrorCodes.SchemaMismatch,
                $"The request is for features of schema {asked.Short}, but {release.Model}@{release.Version} is made for {schema.Short}; drop the file again.");
        }
    }
}
