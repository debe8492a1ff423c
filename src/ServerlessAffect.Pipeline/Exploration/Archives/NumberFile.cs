using System.Globalization;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Npz;
using ServerlessAffect.Learning;

namespace ServerlessAffect.Pipeline.Exploration.Archives;

/// <summary>Tables of numbers that were measured elsewhere: a matrix that numpy saved, or a csv.</summary>
internal static class NumberFile
{
    private const long MostBytes = 1L << 30;

    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidData"/>, <see cref="ErrorCodes.NotFinite"/>, <see cref="ErrorCodes.FileTooLarge"/>.</exception>
    public static async Task<Archive> ReadNpyAsync(string path, CancellationToken cancellationToken)
    {
        if (new FileInfo(path).Length > MostBytes)
        {
            throw new AffectException(ErrorCodes.FileTooLarge, $"The .npy file is larger than {MostBytes >> 30} GiB; explore a sample of its rows.");
        }

        var values = NpyFile.ReadMatrix(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false));
        return Of(Path.GetFileName(path), values.Rows, values.Columns, values.Values, [.. Enumerable.Range(0, values.Columns).Select(c => $"column {c}")], Rows(values.Rows));
    }

    /// <returns>Null where a column that says nothing of the item is no number.</returns>
    public static Archive? TryReadTable(string path, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows, ItemColumns described)
    {
        var items = new ArchiveItem[rows.Count];
        int[] measured = [.. Enumerable.Range(0, columns.Count).Where(c => !ItemColumns.IsKnown(columns[c]))];
        var values = new double[rows.Count * measured.Length];
        for (var row = 0; row < rows.Count; row++)
        {
            for (var c = 0; c < measured.Length; c++)
            {
                if (!double.TryParse(rows[row][measured[c]], NumberStyles.Float, CultureInfo.InvariantCulture, out values[(row * measured.Length) + c]))
                {
                    return null;
                }
            }

            items[row] = described.Describe(new ArchiveItem(described.Field(rows[row], "id") ?? described.Field(rows[row], "file") ?? RowName(row)), rows[row]);
        }

        return measured.Length == 0 ? null : Of(Path.GetFileName(path), rows.Count, measured.Length, values, [.. measured.Select(c => columns[c])], items);
    }

    private static Archive Of(string name, int rows, int columns, double[] values, string[] names, ArchiveItem[] items)
    {
        if (rows == 0 || columns == 0)
        {
            throw new AffectException(ErrorCodes.EmptyTable, $"The table has {rows} rows of {columns} columns; there is nothing to explore.");
        }

        var wrong = Array.FindIndex(values, v => !double.IsFinite(v));
        return wrong < 0
            ? new Archive(name, ArchiveKind.Numbers, items) { Numbers = new DenseMatrix(rows, columns, values), Columns = names }
            : throw new AffectException(
                ErrorCodes.NotFinite, $"Row {wrong / columns} has no number in '{Printable.Shorten(names[wrong % columns], 60)}' (NaN or infinite); fill it in, or leave out the row or the column.");
    }

    private static ArchiveItem[] Rows(int count) => [.. Enumerable.Range(0, count).Select(row => new ArchiveItem(RowName(row)))];

    private static string RowName(int row) => string.Create(CultureInfo.InvariantCulture, $"row:{row}");
}
