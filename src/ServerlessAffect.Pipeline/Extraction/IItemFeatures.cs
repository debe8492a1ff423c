using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Pipeline.Extraction;

/// <summary>The features of one file, made model by model.</summary>
internal interface IItemFeatures
{
    /// <returns>The caller's to dispose.</returns>
    /// <exception cref="Core.Errors.AffectException">The model cannot be loaded.</exception>
    ValueTask<IModelFeatures> OpenAsync(ModelRelease release, CancellationToken cancellationToken);
}
