namespace ServerlessAffect.Reports.Blocks;

/// <summary>Items side by side: a picture of each, its sound to play, its text.</summary>
/// <param name="Caption">What the items are.</param>
public sealed record GalleryBlock(string Caption, IReadOnlyList<GalleryItem> Items) : ReportBlock;
