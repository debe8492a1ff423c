using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Features.Npz;
using ServerlessAffect.Storage.Blobs;

namespace ServerlessAffect.Storage.Features;

/// <summary>Windows of recordings as <c>features/{item}/{schema}.npz</c>. Files that are too long for memory pass through a temporary file.</summary>
internal sealed class BlobDenseFeatureStore : IDenseFeatureStore
{
    private const int InMemoryBytes = 8 << 20;
    private const long MaxBytes = 4L << 30;

    private static readonly StorageTransferOptions Blocks = new() { InitialTransferSize = 4 << 20, MaximumTransferSize = 4 << 20, MaximumConcurrency = 2 };

    private readonly BlobContainer _features;
    private readonly SchemaBlobs _schemas;

    public BlobDenseFeatureStore(BlobServiceClient service)
    {
        _features = new BlobContainer(service, StorageNames.Features);
        _schemas = new SchemaBlobs(_features);
    }

    public Task<bool> ExistsAsync(ContentHash item, ContentHash schema, CancellationToken cancellationToken) =>
        _features.ExistsAsync(BlobNames.Features(item, schema), cancellationToken);

    public async Task<bool> TryWriteAsync(ContentHash item, FeatureSchema schema, DenseFeatures features, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(features);
        var hash = await _schemas.DescribeAsync(schema, cancellationToken).ConfigureAwait(false);
        using var content = Spool((long)features.Rows.Count * features.Rows.Columns * sizeof(float));
        DenseFeaturesFile.Write(features, hash, content);
        var options = new BlobUploadOptions { TransferOptions = Blocks };
        return await _features.TryCreateAsync(BlobNames.Features(item, hash), content, options, cancellationToken).ConfigureAwait(false) is not null;
    }

    public async Task<DenseFeatures?> ReadAsync(ContentHash item, ContentHash schema, CancellationToken cancellationToken)
    {
        using var content = await _features.DownloadAsync(BlobNames.Features(item, schema), MaxBytes, ErrorCodes.DamagedFeatures, Spool, cancellationToken).ConfigureAwait(false);
        return content is null ? null : DenseFeaturesFile.Read(content, schema);
    }

    private static Stream Spool(long bytes) => bytes <= InMemoryBytes
        ? new MemoryStream()
        : new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
}
