using ServerlessAffect.Core;
using ServerlessAffect.Pipeline.Exploration.Archives;

namespace ServerlessAffect.Pipeline.Exploration.Pages;

/// <summary>What items and kinds are called in sentences.</summary>
internal static class ItemNames
{
    private const int LongestId = 80;

    public static string Many(ArchiveKind kind) => kind switch { ArchiveKind.Recordings => "recordings", ArchiveKind.Texts => "texts", _ => "rows" };

    public static string One(ArchiveKind kind) => kind switch { ArchiveKind.Recordings => "recording", ArchiveKind.Texts => "text", _ => "row" };

    /// <summary>[items], for tooltips and tables.</summary>
    public static string[] Of(IReadOnlyList<ArchiveItem> items) => [.. items.Select(i => Printable.Shorten(i.Id, LongestId))];
}
