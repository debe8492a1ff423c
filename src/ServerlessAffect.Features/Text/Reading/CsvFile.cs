using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Features.Text.Reading;

/// <summary>Reads columns of a csv file by name: labelled data, manifests.</summary>
public static class CsvFile
{
    private const int PieceLength = 1 << 16;

    /// <param name="content">The file, from its start; stays the caller's.</param>
    /// <param name="columns">Names of the columns that must be there.</param>
    /// <param name="options">Limits; <see cref="TextReadingOptions.TextColumn"/> is not used.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownColumn"/>; <see cref="ErrorCodes.MalformedTable"/>: any row that does not fit the header or whose field is too long, a name that two columns have;
    /// what <see cref="TextDocumentReader"/> throws for csv files.</exception>
    public static IReadOnlyList<CsvRow> Read(Stream content, IReadOnlyList<string> columns, TextReadingOptions options)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return Read(content, names => new CsvColumns([.. columns.Select(c => TextColumns.RequireColumn(names, c))]), options);
    }

    /// <summary>Every column of a csv file: their names, without the white space around them, and the rows.</summary>
    /// <inheritdoc cref="Read(Stream, IReadOnlyList{string}, TextReadingOptions)"/>
    public static (IReadOnlyList<string> Columns, IReadOnlyList<CsvRow> Rows) ReadAll(Stream content, TextReadingOptions options)
    {
        IReadOnlyList<string> columns = [];
        var rows = Read(
            content,
            names =>
            {
                columns = [.. names.Select(name => name.Trim())];
                return new CsvColumns([.. Enumerable.Range(0, names.Count)]);
            },
            options);
        return (columns, rows);
    }

    private static List<CsvRow> Read(Stream content, Func<IReadOnlyList<string>, CsvColumns> choose, TextReadingOptions options)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);
        var rows = new List<CsvRow>();
        var table = new CsvTable(options, choose, (row, fields, fault) => rows.Add(ToRow(row, fields, fault)));
        var decoder = new TextDecoder();
        var characters = new TextBuffer();
        var bytes = new byte[PieceLength];
        int read;
        do
        {
            read = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            characters.Clear();
            decoder.Decode(bytes.AsSpan(0, read), read < bytes.Length, characters);
            table.Push(characters.Written);
        }
        while (read == bytes.Length);
        table.Finish();
        return rows;
    }

    private static CsvRow ToRow(int row, BoundedText[] fields, string? fault)
    {
        fault ??= fields.Any(f => f.TooLong) ? "A field is longer than the limit." : null;
        return fault is null
            ? new CsvRow(row, [.. fields.Select(f => f.ToString())])
            : throw new AffectException(ErrorCodes.MalformedTable, $"Row {row + 1} of the table cannot be read. {Printable.Shorten(fault, 200)}");
    }
}
