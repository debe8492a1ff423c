using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Pipeline.Exploration.Archives;

/// <summary>Labels, and whatever else a manifest says, for items of an archive: a csv with <c>id</c> or <c>file</c>, and <c>label</c>.</summary>
internal static class LabelFile
{
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownData"/>: no such file; <see cref="ErrorCodes.UnknownColumn"/>; <see cref="ErrorCodes.InvalidData"/>: it names no item, or one twice.</exception>
    public static async Task<Archive> ApplyAsync(Archive archive, string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw new AffectException(ErrorCodes.UnknownData, $"There is no file of labels '{Printable.Shorten(path, 200)}'.");
        }

        var (names, rows) = await TableRows.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        var columns = new ItemColumns(names);
        var key = columns.Has("id") ? "id" : "file";
        if (!columns.Has(key) || !columns.Has("label"))
        {
            throw new AffectException(ErrorCodes.UnknownColumn, $"The file of labels needs the columns 'id' (or 'file') and 'label'; it has {string.Join(", ", names.Take(12).Select(n => Printable.Shorten(n, 40)))}.");
        }

        var rowOf = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (columns.Field(row, key) is { } id && !rowOf.TryAdd(id, row))
            {
                throw new AffectException(ErrorCodes.InvalidData, $"The file of labels names '{Printable.Shorten(id, 120)}' twice; keep one row of an item.");
            }
        }

        var used = 0;
        ArchiveItem[] items = [.. archive.Items.Select(item =>
        {
            // A file's name is enough where its folders are left out.
            if (!rowOf.TryGetValue(item.Id, out var row) && !rowOf.TryGetValue(Path.GetFileName(item.Id), out row))
            {
                return item;
            }

            used++;
            return columns.Describe(item, row);
        })];
        return used > 0
            ? archive with { Items = items, Remarks = [.. archive.Remarks, $"Labels of {used} of {items.Length} items come from {Printable.Shorten(Path.GetFileName(path), 80)}."] }
            : throw new AffectException(
                ErrorCodes.InvalidData,
                $"None of the {rowOf.Count} ids of the file of labels is an item of the archive: it says '{Printable.Shorten(rowOf.Keys.FirstOrDefault() ?? string.Empty, 80)}' where the items are called like '{Printable.Shorten(archive.Items[0].Id, 80)}'.");
    }
}
