namespace ServerlessAffect.Reports.Blocks;

/// <param name="Name">Of the item.</param>
/// <param name="Note">A line below its name; null for none.</param>
public sealed record GalleryItem(string Name, string? Note)
{
    /// <summary>Of the item, quoted; null for none.</summary>
    public string? Text { get; init; }

    /// <summary>A PNG image; empty for none.</summary>
    public byte[] Picture { get; init; } = [];

    /// <summary>What the picture shows, for those who do not see it; needed where there is one.</summary>
    public string? PictureText { get; init; }

    /// <summary>A WAV file that browsers play; empty for none.</summary>
    public byte[] Sound { get; init; } = [];
}
