namespace ServerlessAffect.Pipeline.Exploration.Archives;

/// <summary>One recording, text or row of an archive.</summary>
/// <param name="Id">Unique: its path below the folder, its own id, or its row.</param>
public sealed record ArchiveItem(string Id)
{
    /// <summary>Path of the recording; null where the item is none.</summary>
    public string? Recording { get; init; }

    /// <summary>Null where the item is no text.</summary>
    public string? Text { get; init; }

    public string? Label { get; init; }

    /// <summary>Who speaks or writes; items of one group are never split between training and testing.</summary>
    public string? Group { get; init; }

    public DateTimeOffset? Date { get; init; }

    public string? Place { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Of a published data set: <c>train</c> or <c>validation</c>.</summary>
    public string? Part { get; init; }
}
