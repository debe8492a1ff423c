using System.Globalization;
using System.Text;

namespace ServerlessAffect.Reports.Html;

/// <summary>The report as one HTML file that needs nothing else: no network, no folder beside it. Every text in it is taken for a stranger's.</summary>
public static class HtmlReport
{
    /// <summary>Writes UTF-8; the stream stays open. The same report gives the same bytes.</summary>
    public static async Task WriteAsync(Report report, Stream destination, CancellationToken cancellationToken)
    {
        ReportShape.Check(report);
        await using var html = new StreamWriter(destination, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        WriteHead(html, report);
        WriteTitle(html, report);
        WriteQuestions(html, report);
        html.WriteLine("<main id=\"report\">");
        var blocks = new BlockWriter(html);
        foreach (var page in report.Pages)
        {
            cancellationToken.ThrowIfCancellationRequested();
            html.WriteLine($"<section class=\"page\" id=\"{page.Id}\" aria-labelledby=\"{page.Id}-question\">");
            html.WriteLine($"<h2 id=\"{page.Id}-question\">{HtmlText.Encode(page.Question)}</h2>");
            html.WriteLine($"<p class=\"answer\">{HtmlText.Encode(page.Answer)}</p>");
            if (ReferenceEquals(page, report.Pages[0]))
            {
                SummaryWriter.Write(html, report);
            }

            blocks.Write(page.Blocks);
            html.WriteLine("</section>");
            await html.FlushAsync(cancellationToken);
        }

        html.WriteLine("</main>");
        WriteNotices(html, report);
        html.WriteLine("</div>");
        foreach (var script in ReportFiles.Scripts)
        {
            html.WriteLine($"<script>{script}</script>");
        }

        html.WriteLine("</body>\n</html>");
        await html.FlushAsync(cancellationToken);
    }

    private static void WriteHead(StreamWriter html, Report report)
    {
        html.WriteLine("<!doctype html>");
        html.WriteLine("<html lang=\"en\">");
        html.WriteLine("<head>");
        html.WriteLine("<meta charset=\"utf-8\">");
        html.WriteLine($"<meta http-equiv=\"Content-Security-Policy\" content=\"{ReportFiles.Policy}\">");
        html.WriteLine("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.WriteLine("<meta name=\"referrer\" content=\"no-referrer\">");
        html.WriteLine($"<title>{HtmlText.Encode(report.Title)}</title>");
        html.WriteLine($"<!--\n{ReportFiles.Licences}-->");
        html.WriteLine($"<style>{ReportFiles.Style}</style>");
        html.WriteLine("</head>");
    }

    private static void WriteTitle(StreamWriter html, Report report)
    {
        var created = report.Created.ToUniversalTime();
        html.WriteLine("<body>");
        html.WriteLine("<a class=\"skip\" href=\"#report\">Skip to the report</a>");
        html.WriteLine("<div class=\"frame\">");
        html.WriteLine("<header class=\"title\">");
        html.WriteLine($"<h1>{HtmlText.Encode(report.Title)}</h1>");
        html.WriteLine($"<p class=\"subtitle\">{HtmlText.Encode(report.Subtitle)}</p>");
        html.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"<div class=\"made\"><time datetime=\"{created:yyyy-MM-ddTHH:mmZ}\">{created:d MMMM yyyy, HH:mm} UTC</time><button type=\"button\" class=\"theme\" hidden></button></div>"));
        html.WriteLine("</header>");
    }

    private static void WriteQuestions(StreamWriter html, Report report)
    {
        html.WriteLine("<nav class=\"questions\" aria-label=\"Questions\">\n<ol>");
        foreach (var page in report.Pages)
        {
            html.WriteLine($"<li><a href=\"#{page.Id}\">{HtmlText.Encode(page.Question)}</a></li>");
        }

        html.WriteLine("</ol>\n</nav>");
    }

    private static void WriteNotices(StreamWriter html, Report report)
    {
        html.WriteLine("<footer class=\"notices\">");
        foreach (var notice in report.Notices)
        {
            html.WriteLine($"<p>{HtmlText.Encode(notice)}</p>");
        }

        html.WriteLine("<noscript><p>Charts are drawn by a script in this file; without it, the sentence above each says what it shows.</p></noscript>");
        html.WriteLine("<p>Made by ServerlessAffect. Charts are drawn by Vega and Vega-Lite (BSD-3-Clause); the licences stand in the source of this file.</p>");
        html.WriteLine("</footer>");
    }
}
