namespace ServerlessAffect.Reports.Html;

/// <summary>What stands on the first page before its own blocks: numbers at a glance, and the findings with what speaks against them.</summary>
internal static class SummaryWriter
{
    private const int Findings = 12;

    public static void Write(TextWriter html, Report report)
    {
        if (report.KeyFigures.Count > 0)
        {
            html.WriteLine("<dl class=\"figures\">");
            foreach (var figure in report.KeyFigures)
            {
                var note = figure.Note is null ? "" : $"<dd class=\"note\">{HtmlText.Encode(figure.Note)}</dd>";
                html.WriteLine($"<div><dt>{HtmlText.Encode(figure.Label)}</dt><dd>{HtmlText.Encode(figure.Value)}</dd>{note}</div>");
            }

            html.WriteLine("</dl>");
        }

        if (report.Findings.Count > 0)
        {
            html.WriteLine("<ul class=\"findings\">");
            foreach (var finding in report.Findings.OrderByDescending(finding => finding.Weight).Take(Findings))
            {
                var caveat = finding.Caveat is null ? "" : $"<p class=\"but\">{HtmlText.Encode(finding.Caveat)}</p>";
                var page = report.Pages.First(page => page.Id == finding.Page);
                html.WriteLine($"<li><p>{HtmlText.Encode(finding.Sentence)}</p>{caveat}<a href=\"#{page.Id}\">{HtmlText.Encode(page.Question)}</a></li>");
            }

            html.WriteLine("</ul>");
        }
    }
}
