using Microsoft.Extensions.Options;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Pipeline.Extraction;

/// <summary>Finds an item's bytes again, for a model that nobody asked when the item arrived.</summary>
public sealed class ItemFiles(IMediaStore media, IOptions<PipelineOptions> options)
{
    /// <summary>Reads one of the item's files that still has the item's bytes.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.NotFound"/>: none of the item's files is there any more, as it was.</exception>
    internal async Task<T> ReadAsync<T>(ItemRecord item, Func<FileContent, MediaFormat, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        // As the item was read first: the same bytes may also have come under a name that promises something else.
        var format = item.Format is null ? null : MediaFormat.Named(item.Format);
        foreach (var source in item.Sources)
        {
            await using var file = await media.OpenAsync(source.Name, cancellationToken).ConfigureAwait(false);
            if (file is null)
            {
                continue;
            }

            using var content = await FileContent.ReadAsync(file, options.Value.InMemoryBytes, cancellationToken).ConfigureAwait(false);
            if (content.Hash == item.Id)
            {
                return await read(content, format ?? MediaFormat.OfFileName(source.Name), cancellationToken).ConfigureAwait(false);
            }
        }

        throw new AffectException(ErrorCodes.NotFound, $"Item {item.Id.Short} has neither these features nor its file any more; drop the file again.");
    }
}
