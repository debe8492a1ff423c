using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Inference.Timelines;
using ServerlessAffect.Storage.Blobs;

namespace ServerlessAffect.Storage.Predictions;

/// <summary>The json is the commit. The csv, and of recordings the WebVTT track, are written before it, so that whoever sees the json finds all; equal input makes equal bytes, so it does not matter whose stand.</summary>
internal sealed class BlobPredictionStore(BlobServiceClient service, ILogger<BlobPredictionStore> logger) : IPredictionStore
{
    private const int MaxBytes = 256 * 1024 * 1024;

    private readonly BlobContainer _predictions = new(service, StorageNames.Predictions);

    public Task<bool> ExistsAsync(ContentHash item, ContentHash schema, string model, string version, CancellationToken cancellationToken) =>
        _predictions.ExistsAsync(BlobNames.Prediction(item, schema, model, version) + ".json", cancellationToken);

    public async Task<bool> TryWriteAsync(PredictionDocument document, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        var name = BlobNames.Prediction(document.Item, document.Schema, document.Model.Name, document.Model.Version);
        var csv = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "text/csv; charset=utf-8" } };
        await _predictions.TryCreateAsync(name + ".csv", new BinaryData(PredictionCsv.Write(document)), csv, cancellationToken).ConfigureAwait(false);
        if (document.Modality is Modality.Audio or Modality.Video)
        {
            var track = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = WebVtt.MediaType } };
            await _predictions.TryCreateAsync(name + ".vtt", new BinaryData(WebVtt.Write(document)), track, cancellationToken).ConfigureAwait(false);
        }

        return await _predictions.TryCreateAsync(name + ".json", JsonDocuments.Write(document), JsonDocuments.JsonType, cancellationToken).ConfigureAwait(false) is not null;
    }

    public async IAsyncEnumerable<PredictionDocument> ListAsync(ContentHash item, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var names = new List<BlobEntry>();
        await foreach (var entry in _predictions.ListAsync(BlobNames.PredictionsOf(item), cancellationToken).ConfigureAwait(false))
        {
            if (entry.Name.EndsWith(".json", StringComparison.Ordinal))
            {
                names.Add(entry);
            }
        }

        // The schema's hash comes first in the name, the model's after it: few enough to sort.
        names.Sort((a, b) => string.CompareOrdinal(LastPart(a.Name), LastPart(b.Name)));
        await foreach (var document in _predictions.ReadAllAsync<PredictionDocument>(names.ToAsyncEnumerable(), MaxBytes, logger, cancellationToken).ConfigureAwait(false))
        {
            yield return document;
        }
    }

    /// <summary><c>model@version</c>, with a character that sorts before all that names are made of, so that a longer name comes after a shorter one.</summary>
    private static string LastPart(string blob) => blob[(blob.LastIndexOf('/') + 1)..].Replace('@', ' ');
}
