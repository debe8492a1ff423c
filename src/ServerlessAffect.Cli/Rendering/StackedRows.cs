using ServerlessAffect.Core;

namespace ServerlessAffect.Cli.Rendering;

/// <summary>Rows below each other where a terminal is too narrow for a table: what it is about in one line, and in the next ones what is said of it, whole.</summary>
internal sealed class StackedRows(TextWriter output, int width)
{
    private const string Indent = "  ";
    private string? _place;

    /// <summary>The place is written once for rows that follow each other.</summary>
    /// <param name="parts">In order of importance; empty ones are passed over.</param>
    public void Add(string place, params ReadOnlySpan<string?> parts)
    {
        if (place != _place)
        {
            output.WriteLine(Places.Shorten(place, width));
            _place = place;
        }

        AddLine(Indent, parts);
    }

    /// <summary>What belongs to the row above.</summary>
    public void AddBelow(params ReadOnlySpan<string?> parts) => AddLine(Indent + Indent, parts);

    /// <summary>A sentence, which may wrap.</summary>
    public void AddText(string text) => output.WriteLine(Indent + Indent + text);

    private void AddLine(string indent, ReadOnlySpan<string?> parts)
    {
        var line = "";
        foreach (var part in parts)
        {
            if (string.IsNullOrEmpty(part))
            {
                continue;
            }

            var shown = Printable.Shorten(part, width - indent.Length - Indent.Length);
            if (line.Length > 0 && line.Length + Indent.Length + shown.Length > width)
            {
                output.WriteLine(line);
                line = indent + Indent + shown;
            }
            else
            {
                line += (line.Length > 0 ? Indent : indent) + shown;
            }
        }

        if (line.Length > 0)
        {
            output.WriteLine(line);
        }
    }
}
