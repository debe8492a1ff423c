using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Core;
using Spectre.Console;

namespace ServerlessAffect.Cli.Rendering;

/// <summary>A table for people: fits the terminal, has colour only where a person looks at it, and shows nothing that could move the cursor.</summary>
internal sealed class PlainTable
{
    private readonly Table _table = new Table().Border(TableBorder.None);

    /// <param name="columns">Headings; one that starts with <c>&gt;</c> is aligned to the right, one that starts with <c>|</c> keeps its cells on one line.</param>
    public PlainTable(params ReadOnlySpan<string> columns)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            var heading = columns[i];
            var kind = heading[0];
            var text = new Text(kind is '>' or '|' ? heading[1..] : heading, new Style(decoration: Decoration.Bold));
            var column = new TableColumn(text) { Padding = new Padding(0, 0, i == columns.Length - 1 ? 0 : 1, 0), NoWrap = kind is '>' or '|' };
            _table.AddColumn(kind == '>' ? column.RightAligned() : column);
        }
    }

    public void Add(params ReadOnlySpan<string?> cells)
    {
        var shown = new Spectre.Console.Rendering.IRenderable[cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            shown[i] = new Text(Printable.Shorten(cells[i] ?? "", 2000));
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
