using System.Text.Json;
using Azure.Storage.Blobs.Models;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Storage.Blobs;

/// <summary>Records as JSON blobs. What comes back is not trusted: too large, not JSON or not the record's shape is a typed error.</summary>
internal static class JsonDocuments
{
    public static BlobUploadOptions JsonType => new() { HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" } };

    public static BinaryData Write<T>(T document) => new(JsonSerializer.SerializeToUtf8Bytes(document, AffectJson.Options));

    /// <exception cref="AffectException"><see cref="ErrorCodes.DamagedDocument"/>.</exception>
    public static T Parse<T>(ReadOnlySpan<byte> json, string container, string blob)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, AffectJson.Options) ?? throw new JsonException("null");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException)
        {
            throw Damaged(container, blob, e);
        }
    }

    /// <summary>Null where there is none.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.DamagedDocument"/>.</exception>
    public static async Task<(T Document, string ETag)?> ReadAsync<T>(this BlobContainer container, string blob, int maxBytes, CancellationToken cancellationToken)
    {
        var content = await container.ReadAsync(blob, maxBytes, ErrorCodes.DamagedDocument, cancellationToken).ConfigureAwait(false);
        return content is null ? null : (Parse<T>(content.Bytes, container.Name, blob), content.ETag);
    }

    public static AffectException Damaged(string container, string blob, Exception? cause = null) => new(
        ErrorCodes.DamagedDocument, $"'{container}/{blob}' is not a document that this program writes; restore it from a backup or remove it.", cause);
}
