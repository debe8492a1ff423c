using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Pipeline.Extraction;

/// <summary>The features of one file that one model wants.</summary>
internal interface IModelFeatures : IDisposable
{
    /// <summary>Hash of the schema.</summary>
    ContentHash Schema { get; }

    Task<bool> ExistAsync(ContentHash item, CancellationToken cancellationToken);

    /// <summary>Reads the file and writes them, unless somebody else has.</summary>
    /// <exception cref="Core.Errors.AffectException">What is wrong with the file.</exception>
    Task MakeAsync(ContentHash item, CancellationToken cancellationToken);
}
