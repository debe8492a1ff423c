using System.Globalization;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Scoring;

namespace ServerlessAffect.Cli.Rendering;

/// <summary>Readings as tables of at most <see cref="RowsPerTable"/> rows, so that a large file shows its first rows while it is read.</summary>
internal sealed class RowTable(Terminal terminal) : IRowRenderer
{
    private const int RowsPerTable = 200;
    private PlainTable? _table;
    private int _rows;

    public void Write(in ScoredRow row)
    {
        var reading = row.Reading;
        _table ??= new PlainTable("file", ">row", "model", "label", ">conf.", "unsure", "status");
        _table.Add(
            row.File ?? "(text)",
            row.Row?.ToString(CultureInfo.InvariantCulture),
            row.Source?.Model.Name,
            reading.Label,
            reading.Confidence?.ToString("0.000", CultureInfo.InvariantCulture),
            reading.Unsure switch { true => "unsure", false => "no", null => "" },
            reading.Error is { } error ? $"{row.Status}: {error.Message}" : row.Status);
        if (++_rows == RowsPerTable)
        {
            Flush();
        }
    }

    public void Dispose() => Flush();

    private void Flush()
    {
        _table?.Write(terminal);
        (_table, _rows) = (null, 0);
    }
}
