using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Core.Items;

/// <summary>What is known of one item; one blob per content hash, changed only under its ETag.</summary>
public sealed record ItemRecord
{
    /// <summary>Of the content; of the name (<see cref="UnreadFile"/>) where the content was never read to its end.</summary>
    public required ContentHash Id { get; init; }

    /// <summary>Every name under which the same bytes arrived, first one first.</summary>
    public required IReadOnlyList<ItemSource> Sources { get; init; }

    /// <summary>Null where the file's type could not be told.</summary>
    public Modality? Modality { get; init; }

    /// <summary><c>csv</c>, <c>txt</c>, …; null where the file's type could not be told.</summary>
    public string? Format { get; init; }

    public required long Bytes { get; init; }

    public required ItemState State { get; init; }

    /// <summary>Why the item is quarantined or dead.</summary>
    public ReadingError? Reason { get; init; }

    /// <summary>The models asked for; the item is scored when every one of them has spoken.</summary>
    public IReadOnlyList<ExpectedPrediction> Expected { get; init; } = [];

    public required DateTimeOffset ReceivedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
