using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ServerlessAffect.Reports.Blocks;

namespace ServerlessAffect.Reports.Html;

/// <summary>Writes the blocks of pages; charts are counted over the whole report, for their specs need names.</summary>
internal sealed class BlockWriter(TextWriter html)
{
    /// <summary>Escapes what could end or open a script, and keeps letters of all alphabets short.</summary>
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), MaxDepth = 64 };

    private int _charts;

    /// <summary>Charts that follow each other stand side by side where there is room, unless they are wide.</summary>
    public void Write(IReadOnlyList<ReportBlock> blocks)
    {
        var beside = false;
        foreach (var block in blocks)
        {
            var narrow = block is ChartBlock { Wide: false };
            if (narrow != beside)
            {
                html.WriteLine(narrow ? "<div class=\"charts\">" : "</div>");
                beside = narrow;
            }

            Write(block);
        }

        if (beside)
        {
            html.WriteLine("</div>");
        }
    }

    private void Write(ReportBlock block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                html.WriteLine($"<h3>{HtmlText.Encode(heading.Text)}</h3>");
                break;
            case TextBlock text:
                html.WriteLine($"<p>{HtmlText.Encode(text.Text)}</p>");
                break;
            case CaveatBlock caveat:
                html.WriteLine($"<p class=\"caveat\"><strong>Mind:</strong> {HtmlText.Encode(caveat.Text)}</p>");
                break;
            case ListBlock list:
                html.WriteLine("<ul>");
                foreach (var item in list.Items)
                {
                    html.WriteLine($"<li>{HtmlText.Encode(item)}</li>");
                }

                html.WriteLine("</ul>");
                break;
            case ChartBlock chart:
                Write(chart);
                break;
            case TableBlock table:
                Write(table);
                break;
            case GalleryBlock gallery:
                Write(gallery);
                break;
            default:
                throw new ArgumentException($"A block of kind {block.GetType().Name} cannot be written.", nameof(block));
        }
    }

    private void Write(ChartBlock chart)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"chart-{++_charts}");
        var sentence = (string?)chart.Spec["usermeta"]?["note"] is { } note ? $"{chart.Sentence} {note}" : chart.Sentence;
        var (title, said) = (HtmlText.Encode(chart.Title), HtmlText.Encode(sentence));
        html.WriteLine("<figure class=\"chart-figure\">");
        html.WriteLine($"<figcaption><span class=\"chart-title\">{title}</span> <span class=\"sentence\">{said}</span></figcaption>");
        html.WriteLine($"<div class=\"chart\" role=\"img\" aria-label=\"{title}. {said}\" data-spec=\"{id}\"></div><div class=\"controls\"></div>");
        html.WriteLine($"<script type=\"application/json\" id=\"{id}\">{chart.Spec.ToJsonString(Json)}</script>");
        html.WriteLine("</figure>");
    }

    private void Write(TableBlock table)
    {
        // A table that is wider or longer than its place scrolls, also by the keyboard.
        var caption = HtmlText.Encode(table.Caption);
        html.WriteLine($"<div class=\"scroll\" role=\"group\" aria-label=\"{caption}\" tabindex=\"0\"><table>");
        html.WriteLine($"<caption>{caption}</caption>");
        html.Write("<thead><tr>");
        foreach (var column in table.Columns)
        {
            html.Write($"<th scope=\"col\"{NumberClass(column)}>{HtmlText.Encode(column.Title)}</th>");
        }

        html.WriteLine("</tr></thead>\n<tbody>");
        foreach (var row in table.Rows)
        {
            html.Write("<tr>");
            for (var i = 0; i < row.Count; i++)
            {
                var element = i == 0 ? "th scope=\"row\"" : "td";
                html.Write($"<{element}{NumberClass(table.Columns[i])}><bdi>{HtmlText.Encode(row[i])}</bdi></{element[..2]}>");
            }

            html.WriteLine("</tr>");
        }

        html.WriteLine("</tbody></table></div>");
    }

    private static string NumberClass(TableColumn column) => column.Numeric ? " class=\"number\"" : "";

    private void Write(GalleryBlock gallery)
    {
        html.WriteLine("<div class=\"gallery\">");
        html.WriteLine($"<h3>{HtmlText.Encode(gallery.Caption)}</h3>\n<ul>");
        foreach (var item in gallery.Items)
        {
            var name = HtmlText.Encode(item.Name);
            html.Write("<li>");
            if (item.Picture.Length > 0)
            {
                html.Write($"<img alt=\"{HtmlText.Encode(item.PictureText!)}\" src=\"data:image/png;base64,{Convert.ToBase64String(item.Picture)}\">");
            }

            html.Write($"<div><div class=\"name\"><bdi>{name}</bdi></div>");
            if (item.Note is not null)
            {
                html.Write($"<div class=\"note\">{HtmlText.Encode(item.Note)}</div>");
            }

            html.Write("</div>");
            if (item.Text is not null)
            {
                html.Write($"<blockquote><bdi>{HtmlText.Encode(item.Text)}</bdi></blockquote>");
            }

            if (item.Sound.Length > 0)
            {
                html.Write($"<audio controls preload=\"none\" aria-label=\"Play {name}\" src=\"data:audio/wav;base64,{Convert.ToBase64String(item.Sound)}\"></audio>");
            }

            html.WriteLine("</li>");
        }

        html.WriteLine("</ul></div>");
    }
}
