using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Features.Npz;
using ServerlessAffect.Storage.Blobs;

namespace ServerlessAffect.Storage.Features;

/// <summary>Features as <c>features/{item}/{schema}.npz</c>.</summary>
internal sealed class BlobFeatureStore : IFeatureStore
{
    private const int MaxBytes = 512 * 1024 * 1024;

    private readonly BlobContainer _features;
    private readonly SchemaBlobs _schemas;

    public BlobFeatureStore(BlobServiceClient service)
    {
        _features = new BlobContainer(service, StorageNames.Features);
        _schemas = new SchemaBlobs(_features);
    }

    public Task<bool> ExistsAsync(ContentHash item, ContentHash schema, CancellationToken cancellationToken) =>
        _features.ExistsAsync(BlobNames.Features(item, schema), cancellationToken);

    public async Task<bool> TryWriteAsync(ContentHash item, FeatureSchema schema, SparseFeatures features, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(features);
        var hash = await _schemas.DescribeAsync(schema, cancellationToken).ConfigureAwait(false);
        var content = new BinaryData(SparseFeaturesFile.Write(features, hash));
        return await _features.TryCreateAsync(BlobNames.Features(item, hash), content, new BlobUploadOptions(), cancellationToken).ConfigureAwait(false) is not null;
    }

    public async Task<SparseFeatures?> ReadAsync(ContentHash item, ContentHash schema, CancellationToken cancellationToken)
    {
        var content = await _features.ReadAsync(BlobNames.Features(item, schema), MaxBytes, ErrorCodes.DamagedFeatures, cancellationToken).ConfigureAwait(false);
        return content is null ? null : SparseFeaturesFile.Read(content.Bytes, schema);
    }
}
