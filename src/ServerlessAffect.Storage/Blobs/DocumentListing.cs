using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Storage.Blobs;

internal static class DocumentListing
{
    /// <summary>Every document under a prefix, in the order of the names. Those that vanish meanwhile, and the damaged ones (logged and counted), are left out.</summary>
    public static async IAsyncEnumerable<T> ReadAllAsync<T>(
        this BlobContainer container, IAsyncEnumerable<BlobEntry> entries, int maxBytes, ILogger logger, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        await foreach (var document in OrderedReads.ReadAsync(entries, ReadAsync, cancellationToken).ConfigureAwait(false))
        {
            if (document is not null)
            {
                yield return document;
            }
        }

        async Task<T?> ReadAsync(BlobEntry entry, CancellationToken token)
        {
            try
            {
                return (await container.ReadAsync<T>(entry.Name, maxBytes, token).ConfigureAwait(false))?.Document;
            }
            catch (AffectException e) when (e.Code == ErrorCodes.DamagedDocument)
            {
                logger.SkipDamaged(container.Name, entry.Name, e);
                return null;
            }
        }
    }
}
