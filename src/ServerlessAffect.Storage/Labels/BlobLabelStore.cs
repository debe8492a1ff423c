using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Storage.Blobs;

namespace ServerlessAffect.Storage.Labels;

/// <summary>One blob per label, <c>labels/{item}/{time}-{digest}.json</c>: nothing is overwritten, and the same label said twice is one blob.</summary>
internal sealed class BlobLabelStore(BlobServiceClient service, ILogger<BlobLabelStore> logger) : ILabelStore
{
    private const int MaxBytes = 64 * 1024;

    private readonly BlobContainer _labels = new(service, StorageNames.Labels);

    public Task AddAsync(ContentHash item, ItemLabel label, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(label);
        var json = JsonSerializer.SerializeToUtf8Bytes(label, AffectJson.Options);
        var at = label.At.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfffffff'Z'", CultureInfo.InvariantCulture);
        var blob = $"{BlobNames.LabelsOf(item)}{at}-{ContentHash.Compute(json).Short}.json";
        return _labels.TryCreateAsync(blob, new BinaryData(json), JsonDocuments.JsonType, cancellationToken);
    }

    public async IAsyncEnumerable<ItemLabel> ListAsync(ContentHash item, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var entries = _labels.ListAsync(BlobNames.LabelsOf(item), cancellationToken);
        await foreach (var label in _labels.ReadAllAsync<ItemLabel>(entries, MaxBytes, logger, cancellationToken).ConfigureAwait(false))
        {
            yield return label;
        }
    }
}
