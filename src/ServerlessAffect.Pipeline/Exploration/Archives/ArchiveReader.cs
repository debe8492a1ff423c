using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Pipeline.Exploration.Archives;

/// <summary>Finds out what stands where the user pointed, and reads it.</summary>
internal static class ArchiveReader
{
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownData"/>, <see cref="ErrorCodes.InvalidData"/>, and what reading a table throws: the sentence says what to change.</exception>
    public static async Task<Archive> ReadAsync(ExploreRequest request, CancellationToken cancellationToken)
    {
        var archive = await ReadSourceAsync(request, cancellationToken).ConfigureAwait(false);
        if (request.Labels is { } labels)
        {
            archive = await LabelFile.ApplyAsync(archive, labels, cancellationToken).ConfigureAwait(false);
        }

        return Unique(archive);
    }

    private static async Task<Archive> ReadSourceAsync(ExploreRequest request, CancellationToken cancellationToken)
    {
        var source = request.Source;
        if (Directory.Exists(source))
        {
            return await KnownSet.TryReadAsync(source, cancellationToken).ConfigureAwait(false)
                ?? await ManifestFolder.TryReadAsync(source, cancellationToken).ConfigureAwait(false)
                ?? await LooseFiles.ReadAsync(source, cancellationToken).ConfigureAwait(false);
        }

        if (!File.Exists(source))
        {
            throw new AffectException(ErrorCodes.UnknownData, $"There is no folder and no file '{Printable.Shorten(source, 200)}'; name a folder, a .csv or .jsonl file, or a .npy file.");
        }

        return Path.GetExtension(source).ToLowerInvariant() switch
        {
            ".npy" => await NumberFile.ReadNpyAsync(source, cancellationToken).ConfigureAwait(false),
            ".csv" or ".jsonl" => await TableFile.ReadAsync(source, request.TextColumn, cancellationToken).ConfigureAwait(false),
            _ => throw new AffectException(
                ErrorCodes.UnsupportedType, $"'{Printable.Shorten(Path.GetFileName(source), 120)}' is one file of no archive; expected a folder, a .csv or .jsonl file of texts, or a .csv or .npy file of numbers."),
        };
    }

    // Rows are told apart by their ids in every file that is written.
    private static Archive Unique(Archive archive)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in archive.Items)
        {
            if (!seen.Add(item.Id))
            {
                throw new AffectException(ErrorCodes.InvalidData, $"Two items are called '{Printable.Shorten(item.Id, 120)}'; give each an id of its own.");
            }
        }

        return archive;
    }
}
