using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Pipeline.Extraction;

/// <summary>What one call has learnt of the file that it takes; whoever has to explain a failure needs it.</summary>
internal sealed class Arrival
{
    /// <summary>Null until it was opened. Closed when the call is over; its name, version and length remain.</summary>
    public DroppedFile? File { get; set; }

    /// <summary>Null until it was hashed.</summary>
    public ContentHash? Content { get; set; }

    /// <summary>A record of its first arrival.</summary>
    public static ItemRecord NewItem(ContentHash id, DroppedFile file, ItemSource source) => new()
    {
        Id = id,
        Sources = [source],
        Bytes = file.Bytes,
        State = ItemState.Received,
        ReceivedAt = source.ReceivedAt,
        UpdatedAt = source.ReceivedAt,
    };

    /// <summary>A record of a file whose name no address can have: neither its version nor its length is known.</summary>
    public static ItemRecord Unreached(string name, DateTimeOffset at) => new()
    {
        Id = UnreadFile.IdOf(name),
        Sources = [new ItemSource(name, Subject: null, at)],
        Bytes = 0,
        State = ItemState.Quarantined,
        Reason = new ReadingError(
            ErrorCodes.UnsafeName,
            "The name begins or ends with '/', or a part of it is '.' or '..', which would lead to another file, so this one is neither read nor moved; remove it by its address with every '/' as %2F, and drop it under another name."),
        ReceivedAt = at,
        UpdatedAt = at,
    };

    /// <summary>Whether the record is one of these.</summary>
    public static bool IsUnreached(ItemRecord item, ItemSource source) => item.State is ItemState.Quarantined && source.ETag is null && item.Id == UnreadFile.IdOf(source.Name);
}
