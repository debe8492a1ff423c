using Microsoft.Extensions.Options;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Pipeline.Scoring;

namespace ServerlessAffect.Pipeline.Extraction;

/// <summary>Makes features that are missing, from the media, for a model that nobody asked when the item arrived.</summary>
public sealed class MediaFeatures(IMediaStore media, IFeatureStore features, ITextIntake intake, IOptions<PipelineOptions> options)
{
    /// <exception cref="AffectException"><see cref="ErrorCodes.NotFound"/>: none of the item's files is there any more, as it was.</exception>
    public async Task<SparseFeatures> MakeAsync(ItemRecord item, ITextScorer scorer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(scorer);
        // As the item was read first: the same bytes may also have come under a name that promises something else.
        var format = item.Format is null ? null : MediaFormat.Named(item.Format);
        foreach (var source in item.Sources)
        {
            await using var file = await media.OpenAsync(source.Name, cancellationToken).ConfigureAwait(false);
            if (file is null)
            {
                continue;
            }

            using var content = await FileContent.ReadAsync(file, options.Value.InMemoryBytes, cancellationToken).ConfigureAwait(false);
            if (content.Hash != item.Id)
            {
                continue;
            }

            var rows = await intake.ReadAsync(content.Stream, format ?? MediaFormat.OfFileName(source.Name), cancellationToken).ConfigureAwait(false);
            var made = scorer.Extract(rows, options.Value.MaxEntries, cancellationToken);
            await features.TryWriteAsync(item.Id, scorer.Schema, made, cancellationToken).ConfigureAwait(false);
            return made;
        }

        throw new AffectException(ErrorCodes.NotFound, $"Item {item.Id.Short} has neither these features nor its file any more; drop the file again.");
    }
}
