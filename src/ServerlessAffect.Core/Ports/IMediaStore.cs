using ServerlessAffect.Core.Identity;

namespace ServerlessAffect.Core.Ports;

/// <summary>The inbox and the quarantine. Names are relative to <c>inbox/</c>. Safe for concurrent use.</summary>
public interface IMediaStore
{
    /// <summary>Opens a dropped file for reading, or null where it is gone. The caller disposes the result. Reads fail if the blob is replaced meanwhile.</summary>
    Task<DroppedFile?> OpenAsync(string name, CancellationToken cancellationToken);

    /// <summary>Uploads into the inbox; the stream is read to its end and stays the caller's.</summary>
    /// <returns>False, with nothing written, where <paramref name="overwrite"/> is false and the name is taken.</returns>
    Task<bool> DropAsync(string name, Stream content, string? subject, bool overwrite, CancellationToken cancellationToken);

    /// <summary>Moves the file as it was opened to <c>quarantine/{name}</c>, writes <c>quarantine/{name}.reason.json</c> beside it and removes it from the inbox
    /// unless it was replaced since. May be repeated. Where other bytes have the name there, both are kept, the later one as <c>{name}:{item}</c>.
    /// A name that <see cref="Media.MediaName"/> refuses is kept as <c>unsafe-names/</c> and its percent-encoding.</summary>
    /// <param name="item">The identity of the file's bytes.</param>
    Task QuarantineAsync(DroppedFile file, ContentHash item, Readings.ReadingError reason, CancellationToken cancellationToken);

    /// <summary>Every file of the inbox, in name order, listing page by page.</summary>
    IAsyncEnumerable<InboxEntry> ListAsync(CancellationToken cancellationToken);
}
