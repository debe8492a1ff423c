using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Core.Ports;

/// <summary>Predictions under <c>predictions/{item}/{schema}/{model}@{version}.json</c> and the same as <c>.csv</c>, of recordings and videos also as <c>.vtt</c>. Written once. Safe for concurrent use.</summary>
public interface IPredictionStore
{
    Task<bool> ExistsAsync(ContentHash item, ContentHash schema, string model, string version, CancellationToken cancellationToken);

    /// <summary>Writes the document unless one is there already; returns whether this call wrote it.</summary>
    Task<bool> TryWriteAsync(PredictionDocument document, CancellationToken cancellationToken);

    /// <summary>Every prediction of the item, by model name and version.</summary>
    IAsyncEnumerable<PredictionDocument> ListAsync(ContentHash item, CancellationToken cancellationToken);
}
