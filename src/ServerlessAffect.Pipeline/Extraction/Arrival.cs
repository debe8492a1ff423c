using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Ports;

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
}
