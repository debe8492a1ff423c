using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Core;
using Spectre.Console;

namespace ServerlessAffect.Cli.Rendering;

/// <summary>A table for people: fits the terminal, has colour only where a person looks at it, and shows nothing that could move the cursor.</summary>
internal sealed class PlainTable
{
    private readonly Table _table = new Table().Border(TableBorder.Simple).Expand();

    /// <param name="columns">Headings; a heading that starts with <c>&gt;</c> is aligned to the right.</param>
    public PlainTable(params ReadOnlySpan<string> columns)
    {
        _table.Expand = false;
        foreach (var heading in columns)
        {
            var right = heading.StartsWith('>');
            var column = new TableColumn(Markup.Escape(right ? heading[1..] : heading)) { Padding = new Padding(0, 0, 1, 0) };
            _table.AddColumn(right ? column.RightAligned().NoWrap() : column);
        }
    }

    public void Add(params ReadOnlySpan<string?> cells)
    {
        var shown = new Spectre.Console.Rendering.IRenderable[cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            shown[i] = new Text(Printable.Shorten(cells[i] ?? "", 200));
        }

        _table.AddRow(shown);
    }

    public void Write(Terminal terminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal.IsInteractive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal.IsInteractive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(terminal.Out),
        });
        console.Profile.Width = terminal.Width;
        console.Profile.Capabilities.Unicode = true;
        console.Write(_table);
    }
}
