using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Core.Ports;

/// <summary>Feature files under <c>features/{item}/{schema}.npz</c>. Written once, never changed. Safe for concurrent use.</summary>
public interface IFeatureStore
{
    Task<bool> ExistsAsync(ContentHash item, ContentHash schema, CancellationToken cancellationToken);

    /// <summary>Writes the features, in single precision (what models take), unless they are there already; returns whether this call wrote them.</summary>
    Task<bool> TryWriteAsync(ContentHash item, FeatureSchema schema, SparseFeatures features, CancellationToken cancellationToken);

    /// <exception cref="Errors.AffectException"><see cref="Errors.ErrorCodes.DamagedFeatures"/>, <see cref="Errors.ErrorCodes.SchemaMismatch"/>.</exception>
    /// <returns>Null where there are none.</returns>
    Task<SparseFeatures?> ReadAsync(ContentHash item, ContentHash schema, CancellationToken cancellationToken);
}
