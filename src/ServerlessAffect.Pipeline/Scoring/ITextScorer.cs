using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Features.Text;
using ServerlessAffect.Pipeline.Extraction;

namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>One loaded version of a text model with the extractor of its features. Safe for concurrent use.</summary>
public interface ITextScorer
{
    ModelManifest Manifest { get; }

    FeatureSchema Schema { get; }

    /// <summary>Makes the features of this model's schema.</summary>
    /// <param name="rows">Of one file.</param>
    /// <param name="maxEntries">Of all rows together.</param>
    /// <exception cref="Core.Errors.AffectException"><see cref="Core.Errors.ErrorCodes.FileTooLarge"/>: they have more.</exception>
    SparseFeatures Extract(TextRows rows, int maxEntries, CancellationToken cancellationToken);

    /// <summary>One reading per row of the file, rejected rows included, ascending. Files that come at the same time share a run of the model; each keeps its own
    /// cancellation and its own failure.</summary>
    ValueTask<IReadOnlyList<Reading>> ScoreAsync(SparseFeatures features, CancellationToken cancellationToken);

    /// <summary>The reading of one text that was handed in directly, as row 0; a text that has no features gets a failed reading.</summary>
    /// <param name="text">Other models may read the same one before and after.</param>
    Reading Score(SharedText text);
}
