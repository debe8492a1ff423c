using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Features.Text.Reading;

/// <summary>A document per row of a csv file, from its text column.</summary>
internal sealed class CsvTextParser : ITextRowParser
{
    private readonly CsvTable _table;
    private List<TextRow> _rows = [];

    public CsvTextParser(TextReadingOptions options) => _table = new CsvTable(options, names => Choose(names, options.TextColumn), OnRow);

    public string? Notice { get; private set; }

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

    private CsvColumns Choose(IReadOnlyList<string> names, string? wanted)
    {
        var column = TextColumns.RequireColumn(names, wanted);
        if (wanted is not null || TextColumns.IsKnown(names[column]))
        {
            return new CsvColumns([column]);
        }

        // The only column, then: of files without a header that is the first text.
        var isText = !TextColumns.MayBeName(names[column]);
        Notice = isText
            ? "The first line was read as a text, for the file has one column and that line does not look like a column's name; if it is the name, call the column 'text'."
            : "The first line was taken as the name of the only column; if it is a text, put a line 'text' above it.";
        return new CsvColumns([column]) { HasNoHeader = isText };
    }

    private void OnRow(int row, BoundedText[] fields, string? fault) =>
        _rows.Add(fault is null ? fields[0].ToRow(row) : TextRow.Reject(row, ErrorCodes.MalformedTable, fault));
}
