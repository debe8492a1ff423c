using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;

namespace ServerlessAffect.Pipeline.Exploration.Archives;

/// <summary>A folder whose <c>manifest.csv</c> or <c>manifest.jsonl</c> says what is in it: <c>file</c> or <c>text</c>, and if wanted label, group, subject, date, place, tags, part.</summary>
internal static class ManifestFolder
{
    private static readonly string[] Names = ["manifest.csv", "manifest.jsonl"];

    /// <returns>Null where the folder has no manifest.</returns>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidData"/>: a row that names no file that can be read, texts and recordings together.</exception>
    public static async Task<Archive?> TryReadAsync(string folder, CancellationToken cancellationToken)
    {
        if (Array.Find(Names, n => File.Exists(Path.Combine(folder, n))) is not { } manifest)
        {
            return null;
        }

        var (names, rows) = await TableRows.ReadAsync(Path.Combine(folder, manifest), cancellationToken).ConfigureAwait(false);
        var columns = new ItemColumns(names);
        if (!columns.Has("file"))
        {
            return await TableFile.ReadAsync(Path.Combine(folder, manifest), null, cancellationToken).ConfigureAwait(false) with { Name = NameOf(folder) };
        }

        var items = new List<ArchiveItem>(rows.Count);
        for (var row = 0; row < rows.Count; row++)
        {
            var file = columns.Field(rows[row], "file") ?? throw Invalid($"row {row + 1} names no file");
            items.Add(columns.Describe(await ItemFile.OpenAsync(folder, Require(file, row), cancellationToken).ConfigureAwait(false), rows[row]));
        }

        var recordings = items.Count(i => i.Recording is not null);
        return items.Count == 0 ? throw Invalid("it has no rows")
            : recordings > 0 && recordings < items.Count ? throw Invalid($"it names {recordings} recordings and {items.Count - recordings} texts; explore one kind at a time")
            : new Archive(NameOf(folder), recordings > 0 ? ArchiveKind.Recordings : ArchiveKind.Texts, items);
    }

    private static string Require(string file, int row)
    {
        try
        {
            return MediaName.Require(file);
        }
        catch (AffectException exception)
        {
            throw Invalid($"row {row + 1} names a file that may not be read: {exception.Message}");
        }
    }

    private static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    private static AffectException Invalid(string what) => new(ErrorCodes.InvalidData, $"The manifest of the folder cannot be used: {what}.");
}
