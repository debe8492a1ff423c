using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>Loaded models of recordings, one per version and process.</summary>
public interface IRecordingScorers
{
    /// <summary>Loads the released version on first use; its manifest must be the one that was released. The caller disposes the result when it has scored.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownModel"/>, <see cref="ErrorCodes.TamperedModel"/>, <see cref="ErrorCodes.DamagedModel"/>,
    /// <see cref="ErrorCodes.UnknownFeatureSet"/>, <see cref="ErrorCodes.SchemaMismatch"/>, <see cref="ErrorCodes.UnsupportedModality"/>.</exception>
    ValueTask<RentedRecordingScorer> RentAsync(ModelRelease release, CancellationToken cancellationToken);
}
