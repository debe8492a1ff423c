using ServerlessAffect.Learning;

namespace ServerlessAffect.Pipeline.Exploration.Archives;

/// <summary>What was found where the user pointed.</summary>
/// <param name="Name">For titles: the folder's or file's name.</param>
/// <param name="Items">In a fixed order; at least one.</param>
public sealed record Archive(string Name, ArchiveKind Kind, IReadOnlyList<ArchiveItem> Items)
{
    /// <summary>[items, columns] of <see cref="ArchiveKind.Numbers"/>; null otherwise.</summary>
    public DenseMatrix? Numbers { get; init; }

    /// <summary>Names of the columns of <see cref="Numbers"/>.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>What a reader should know: what was left out and why, where labels and dates came from.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Under which the data may be used, where it says so.</summary>
    public string? Terms { get; init; }

    /// <summary>Some items have labels, of two classes or more.</summary>
    public bool IsLabelled => Items.Where(i => i.Label is not null).Select(i => i.Label).Distinct(StringComparer.Ordinal).Skip(1).Any();
}
