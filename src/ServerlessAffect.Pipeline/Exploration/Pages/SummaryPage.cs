using System.Globalization;
using ServerlessAffect.Core;
using ServerlessAffect.Reports;
using ServerlessAffect.Reports.Blocks;

namespace ServerlessAffect.Pipeline.Exploration.Pages;

/// <summary>The first page: how much of the archive was looked at, and what has to be known of it; the report shows the findings of all pages on it.</summary>
internal static class SummaryPage
{
    public static ReportPage Write(ExploredArchive explored, IReadOnlyList<Finding> findings)
    {
        ReportBlock[] blocks = [.. explored.Archive.Remarks.Select(r => new CaveatBlock(r))];
        return new ReportPage("summary", "What stands out?", Answer(explored, findings.Count), blocks);
    }

    public static IReadOnlyList<KeyFigure> Figures(ExploredArchive explored)
    {
        var items = explored.Items;
        var figures = new List<KeyFigure> { new(Say.Count(items.Count), ItemNames.Many(explored.Archive.Kind)) };
        if (explored.Measured.Levels.Count > 0)
        {
            figures.Add(new KeyFigure(Say.Duration(explored.Measured.Levels.Sum(l => l.Seconds)), "of sound"));
        }

        if (explored.Archive.IsLabelled)
        {
            figures.Add(new KeyFigure(Say.Count(items.Select(i => i.Label).OfType<string>().Distinct(StringComparer.Ordinal).Count()), "classes"));
        }

        if (items.Select(i => i.Group).OfType<string>().Distinct(StringComparer.Ordinal).Count() is > 1 and var groups)
        {
            figures.Add(new KeyFigure(Say.Count(groups), "speakers or authors"));
        }

        if (explored.Groups?.Best is { } best)
        {
            figures.Add(new KeyFigure(Say.Count(best.Quality.Clusters), $"groups by {best.Method.Title}", string.Create(CultureInfo.InvariantCulture, $"silhouette {best.Quality.Silhouette:0.00}")));
        }

        return figures;
    }

    private static string Answer(ExploredArchive explored, int findings)
    {
        var archive = explored.Archive;
        var classes = archive.Items.Select(i => i.Label).OfType<string>().Distinct(StringComparer.Ordinal).Count();
        var labels = classes > 1 ? $" with labels of {Say.Count(classes)} classes" : string.Empty;
        var what = findings switch { 0 => "Nothing in the numbers stands out.", 1 => "One thing in the numbers stands out.", _ => $"{Say.Count(findings)} things in the numbers stand out, each with what keeps it from meaning more." };
        return $"{Printable.Shorten(archive.Name, 80)} holds {Say.Items(archive.Items.Count, ItemNames.One(archive.Kind), ItemNames.Many(archive.Kind))}{labels}. {what}";
    }
}
