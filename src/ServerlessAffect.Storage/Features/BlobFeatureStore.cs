using System.Collections.Concurrent;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Features.Npz;
using ServerlessAffect.Storage.Blobs;

namespace ServerlessAffect.Storage.Features;

/// <summary>Features as <c>features/{item}/{schema}.npz</c>, and what their numbers mean once per schema, as <c>features/schemas/{schema}.json</c>.</summary>
internal sealed class BlobFeatureStore(BlobServiceClient service) : IFeatureStore
{
    private const int MaxBytes = 512 * 1024 * 1024;

    private readonly BlobContainer _features = new(service, StorageNames.Features);
    private readonly ConcurrentDictionary<ContentHash, bool> _described = new();

    public Task<bool> ExistsAsync(ContentHash item, ContentHash schema, CancellationToken cancellationToken) =>
        _features.ExistsAsync(BlobNames.Features(item, schema), cancellationToken);

    public async Task<bool> TryWriteAsync(ContentHash item, FeatureSchema schema, SparseFeatures features, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(features);
        var hash = schema.Hash;
        await DescribeAsync(schema, hash, cancellationToken).ConfigureAwait(false);
        var content = new BinaryData(SparseFeaturesFile.Write(features, hash));
        return await _features.TryCreateAsync(BlobNames.Features(item, hash), content, new BlobUploadOptions(), cancellationToken).ConfigureAwait(false) is not null;
    }

    public async Task<SparseFeatures?> ReadAsync(ContentHash item, ContentHash schema, CancellationToken cancellationToken)
    {
        var content = await _features.ReadAsync(BlobNames.Features(item, schema), MaxBytes, ErrorCodes.DamagedFeatures, cancellationToken).ConfigureAwait(false);
        return content is null ? null : SparseFeaturesFile.Read(content.Bytes, schema);
    }

    private async Task DescribeAsync(FeatureSchema schema, ContentHash hash, CancellationToken cancellationToken)
    {
        if (!_described.ContainsKey(hash))
        {
            var content = new BinaryData(JsonSerializer.SerializeToUtf8Bytes(schema, AffectJson.Indented));
            await _features.TryCreateAsync(BlobNames.Schema(hash), content, JsonDocuments.JsonType, cancellationToken).ConfigureAwait(false);
            _described[hash] = true;
        }
    }
}
