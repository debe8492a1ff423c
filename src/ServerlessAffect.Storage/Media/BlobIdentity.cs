using System.Runtime.CompilerServices;
using Azure.Storage.Blobs.Models;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Storage.Blobs;

namespace ServerlessAffect.Storage.Media;

internal static class BlobIdentity
{
    /// <summary>Whether the quarantined blob, as <paramref name="properties"/> saw it, is of these bytes: by our mark, or by its content where it has none.</summary>
    public static async Task<bool> IsMarkedAsync(this BlobContainer quarantine, string blob, BlobProperties properties, ContentHash item, CancellationToken cancellationToken) =>
        MediaMetadata.Item(properties.Metadata) is { } marked
            ? string.Equals(marked, item.Value, StringComparison.Ordinal)
            : await quarantine.HoldsAsync(blob, properties, item, cancellationToken).ConfigureAwait(false);

    /// <summary>Whether the blob's content, as <paramref name="properties"/> saw it, is of these bytes. Reads all of it.</summary>
    public static async Task<bool> HoldsAsync(this BlobContainer container, string blob, BlobProperties properties, ContentHash item, CancellationToken cancellationToken)
    {
        var content = BlobRangeStream.Unread(container.Blob(blob), container.Name, BlobTag.Text(properties.ETag), properties.ContentLength);
        await using (content.ConfigureAwait(false))
        {
            return await ContentHash.ComputeAsync(content, cancellationToken).ConfigureAwait(false) == item;
        }
    }

    /// <summary>The item's files that were dropped under this name, as (name, ETag, subject), wherever they lie in the quarantine.</summary>
    public static async IAsyncEnumerable<(string Blob, string ETag, string? Subject)> FindQuarantinedAsync(
        this BlobContainer quarantine, string name, ContentHash item, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        InboxName.Require(name);
        if (BlobNames.QuarantinedAlone(name) is { } alone
            && await quarantine.PropertiesAsync(alone, cancellationToken).ConfigureAwait(false) is { } there
            && await quarantine.IsMarkedAsync(alone, there, item, cancellationToken).ConfigureAwait(false))
        {
            yield return (alone, BlobTag.Text(there.ETag), MediaMetadata.Subject(there.Metadata));
        }

        await foreach (var other in quarantine.ListMarkedAsync(BlobNames.QuarantinedBesides(name), cancellationToken).ConfigureAwait(false))
        {
            if (other.Metadata is { } metadata && MediaMetadata.Item(metadata) == item.Value)
            {
                yield return (other.Name, other.ETag, MediaMetadata.Subject(metadata));
            }
        }
    }
}
