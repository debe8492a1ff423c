using ServerlessAffect.Reports.Blocks;

namespace ServerlessAffect.Reports;

/// <summary>What every report has to keep to, so that links lead somewhere and tables are tables.</summary>
internal static class ReportShape
{
    /// <exception cref="ArgumentException">It says which page or table breaks the rule.</exception>
    public static void Check(Report report)
    {
        if (report.Pages.Count == 0)
        {
            throw new ArgumentException("A report has at least one page.", nameof(report));
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var page in report.Pages)
        {
            if (page.Id.Length == 0 || !page.Id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
            {
                throw new ArgumentException($"The id of a page is made of lower-case letters, digits and hyphens, not '{page.Id}'.", nameof(report));
            }

            if (!ids.Add(page.Id))
            {
                throw new ArgumentException($"Two pages have the id '{page.Id}'.", nameof(report));
            }

            foreach (var block in page.Blocks)
            {
                Check(block, page.Id);
            }
        }

        if (report.Findings.FirstOrDefault(finding => !ids.Contains(finding.Page)) is { } astray)
        {
            throw new ArgumentException($"A finding is of the page '{astray.Page}', and there is none.", nameof(report));
        }
    }

    private static void Check(ReportBlock block, string page)
    {
        if (block is TableBlock table && table.Rows.FirstOrDefault(row => row.Count != table.Columns.Count) is { } row)
        {
            throw new ArgumentException($"A row of '{table.Caption}' on page '{page}' has {row.Count} cells for {table.Columns.Count} columns.", nameof(block));
        }

        if (block is GalleryBlock gallery && gallery.Items.FirstOrDefault(item => item.Picture.Length > 0 && string.IsNullOrWhiteSpace(item.PictureText)) is { } unseen)
        {
            throw new ArgumentException($"The picture of '{unseen.Name}' on page '{page}' has no text for those who do not see it.", nameof(block));
        }
    }
}
