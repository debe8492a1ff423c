using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Core.Ports;

/// <summary>Immutable model versions. Safe for concurrent use.</summary>
public interface IModelRegistry
{
    /// <summary>Adds a version; false where it is there already (the same bytes: versions are made of content). Files of it that were changed or removed behind the
    /// registry's back are put back.</summary>
    /// <exception cref="Errors.AffectException"><see cref="Errors.ErrorCodes.Conflict"/>: another package is there under that name and version.</exception>
    Task<bool> TryAddAsync(ModelPackage package, CancellationToken cancellationToken);

    /// <summary>Reads a version and checks every digest.</summary>
    /// <exception cref="Errors.AffectException"><see cref="Errors.ErrorCodes.UnknownModel"/>, <see cref="Errors.ErrorCodes.TamperedModel"/>.</exception>
    Task<ModelPackage> OpenAsync(string name, string version, CancellationToken cancellationToken);

    /// <summary>The manifest of every version, by name, newest first.</summary>
    IAsyncEnumerable<ModelManifest> ListAsync(CancellationToken cancellationToken);
}
