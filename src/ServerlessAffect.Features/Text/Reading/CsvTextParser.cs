using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Features.Text.Reading;

/// <summary>A document per row of a csv file, from its text column.</summary>
internal sealed class CsvTextParser : ITextRowParser
{
    private readonly CsvTable _table;
    private List<TextRow> _rows = [];

    public CsvTextParser(TextReadingOptions options) => _table = new CsvTable(options, names => [TextColumns.RequireColumn(names, options.TextColumn)], OnRow);

    public void Push(ReadOnlySpan<char> characters, List<TextRow> rows)
    {
        _rows = rows;
        _table.Push(characters);
    }

    public void Finish(List<TextRow> rows)
    {
        _rows = rows;
        _table.Finish();
    }

    private void OnRow(int row, BoundedText[] fields, string? fault) =>
        _rows.Add(fault is null ? fields[0].ToRow(row) : TextRow.Reject(row, ErrorCodes.MalformedTable, fault));
}
