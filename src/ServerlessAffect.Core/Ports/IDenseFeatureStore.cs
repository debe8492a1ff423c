using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Core.Ports;

/// <summary>As <see cref="IFeatureStore"/>, in the same place and under the same names, for items whose features are dense: recordings. Memory does not grow with
/// their number. Written once, never changed. Safe for concurrent use.</summary>
public interface IDenseFeatureStore
{
    Task<bool> ExistsAsync(ContentHash item, ContentHash schema, CancellationToken cancellationToken);

    /// <summary>Writes the features unless they are there already; returns whether this call wrote them. They stay the caller's.</summary>
    Task<bool> TryWriteAsync(ContentHash item, FeatureSchema schema, DenseFeatures features, CancellationToken cancellationToken);

    /// <exception cref="Errors.AffectException"><see cref="Errors.ErrorCodes.DamagedFeatures"/>, <see cref="Errors.ErrorCodes.SchemaMismatch"/>.</exception>
    /// <returns>The caller's to dispose; null where there are none.</returns>
    Task<DenseFeatures?> ReadAsync(ContentHash item, ContentHash schema, CancellationToken cancellationToken);
}
