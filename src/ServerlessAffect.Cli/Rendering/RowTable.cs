using System.Globalization;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Scoring;
using ServerlessAffect.Core;

namespace ServerlessAffect.Cli.Rendering;

/// <summary>Readings as tables of at most <see cref="RowsPerTable"/> rows, so that a large file shows its first rows while it is read;
/// what failed is explained below each table.</summary>
internal sealed class RowTable(Terminal terminal) : IRowRenderer
{
    private const int RowsPerTable = 200;

    /// <summary>What the other columns take at least.</summary>
    private const int OtherColumns = 63;

    private readonly List<string> _reasons = [];
    private PlainTable? _table;
    private int _rows;

    public void Write(in ScoredRow row)
    {
        var reading = row.Reading;
        _table ??= new PlainTable("|file", "|modality", "|model", "label", ">conf.", "|unsure", "|status");
        _table.Add(
            Place(row),
            Names.Of(row.Modality),
            row.Source?.Model.Name ?? row.Asked?.Name,
            reading.Label,
            reading.Confidence?.ToString("0.000", CultureInfo.InvariantCulture),
            reading.Unsure switch { true => "yes", false => "no", null => "" },
            row.Status);
        if (reading.Error is { } error)
        {
            _reasons.Add($"{FullPlace(row)}: {(row.Asked is { } asked ? $"{asked}: " : "")}{row.Status}, {error.Code}: {Printable.Shorten(error.Message, 400)}");
        }

        if (++_rows == RowsPerTable)
        {
            Flush();
        }
    }

    public void Dispose() => Flush();

    private static string FullPlace(in ScoredRow row)
    {
        var file = Printable.Shorten(row.File ?? "(text)", 200);
        return row.Row is > 0 || MayHoldRows(file) ? string.Create(CultureInfo.InvariantCulture, $"{file}:{row.Row}").TrimEnd(':') : file;
    }

    private static bool MayHoldRows(string file) => Path.GetExtension(file) is ".csv" or ".jsonl";

    private string Place(in ScoredRow row) => Places.Shorten(FullPlace(row), Math.Max(17, terminal.Width - OtherColumns));

    private void Flush()
    {
        _table?.Write(terminal);
        _reasons.ForEach(terminal.Out.WriteLine);
        _reasons.Clear();
        (_table, _rows) = (null, 0);
    }
}
