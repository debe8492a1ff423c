using System.Globalization;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Text.Reading;

namespace ServerlessAffect.Pipeline.Exploration.Archives;

/// <summary>One file of rows: texts where a column holds them, numbers where every other column does.</summary>
internal static class TableFile
{
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownColumn"/>: neither texts nor numbers, and what reading the rows throws.</exception>
    public static async Task<Archive> ReadAsync(string path, string? textColumn, CancellationToken cancellationToken)
    {
        var (columns, rows) = await TableRows.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        var (described, text) = (new ItemColumns(columns), TextColumns.Find(columns, textColumn));
        if (text >= 0)
        {
            return Texts(Path.GetFileName(path), rows, described, text);
        }

        return textColumn is null && NumberFile.TryReadTable(path, columns, rows, described) is { } numbers
            ? numbers
            : throw new AffectException(
                ErrorCodes.UnknownColumn,
                $"No column of '{Printable.Shorten(Path.GetFileName(path), 120)}' holds texts ({string.Join(", ", columns.Take(12).Select(c => Printable.Shorten(c, 40)))}), and not all of them hold numbers; name the column of the texts with --text-column.");
    }

    private static Archive Texts(string name, IReadOnlyList<IReadOnlyList<string>> rows, ItemColumns columns, int text)
    {
        var items = new List<ArchiveItem>(rows.Count);
        var empty = 0;
        for (var row = 0; row < rows.Count; row++)
        {
            if (string.IsNullOrWhiteSpace(rows[row][text]))
            {
                empty++;
                continue;
            }

            var id = columns.Field(rows[row], "id") ?? string.Create(CultureInfo.InvariantCulture, $"row:{row}");
            items.Add(columns.Describe(new ArchiveItem(id) { Text = rows[row][text] }, rows[row]));
        }

        return items.Count == 0
            ? throw new AffectException(ErrorCodes.EmptyTable, "Every text of the table is empty; there is nothing to explore.")
            : new Archive(name, ArchiveKind.Texts, items) { Remarks = empty == 0 ? [] : [$"{empty} rows without a text were left out."] };
    }
}
