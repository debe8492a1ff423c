using System.Collections.Concurrent;
using System.Text.Json;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Storage.Blobs;

namespace ServerlessAffect.Storage.Features;

/// <summary>What the numbers of feature files mean, once per schema, as <c>features/schemas/{schema}.json</c>.</summary>
internal sealed class SchemaBlobs(BlobContainer features)
{
    private readonly ConcurrentDictionary<ContentHash, bool> _described = new();

    /// <returns>The schema's hash.</returns>
    public async Task<ContentHash> DescribeAsync(FeatureSchema schema, CancellationToken cancellationToken)
    {
        var hash = schema.Hash;
        if (!_described.ContainsKey(hash))
        {
            var content = new BinaryData(JsonSerializer.SerializeToUtf8Bytes(schema, AffectJson.Indented));
            await features.TryCreateAsync(BlobNames.Schema(hash), content, JsonDocuments.JsonType, cancellationToken).ConfigureAwait(false);
            _described[hash] = true;
        }

        return hash;
    }
}
