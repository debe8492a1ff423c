using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;

namespace ServerlessAffect.Pipeline.Exploration.Archives;

/// <summary>A folder without a manifest: every recording and video in it and below, or, where there are none, every .txt file. Folders are labels where all items stand one below.</summary>
internal static class LooseFiles
{
    private const int MostItems = 200_000;

    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownData"/>: nothing that can be explored.</exception>
    public static async Task<Archive> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        string[] names = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Take(MostItems + 1)
            .Select(f => Path.GetRelativePath(folder, f).Replace(Path.DirectorySeparatorChar, '/'))
            .Order(StringComparer.Ordinal)];
        if (names.Length > MostItems)
        {
            throw new AffectException(ErrorCodes.UnknownData, $"The folder has more than {MostItems} files; explore a part of it.");
        }

        string[] recordings = [.. names.Where(n => MediaFormat.ModalityOf(n) is Modality.Audio or Modality.Video)];
        string[] texts = [.. names.Where(n => Path.GetExtension(n).Equals(".txt", StringComparison.OrdinalIgnoreCase))];
        var chosen = recordings.Length > 0 ? recordings : texts;
        if (chosen.Length == 0)
        {
            throw new AffectException(ErrorCodes.UnknownData, "The folder has no recordings, no videos and no .txt files, neither in itself nor below; name another one, or a .csv file of texts.");
        }

        var (items, remarks) = (new List<ArchiveItem>(chosen.Length), new List<string>());
        foreach (var name in chosen)
        {
            try
            {
                items.Add(await ItemFile.OpenAsync(folder, name, cancellationToken).ConfigureAwait(false));
            }
            catch (AffectException fault) when (!fault.IsTransient)
            {
                remarks.Add($"{Printable.Shorten(name, 120)} was left out: {fault.Message}");
            }
        }

        if (items.Count == 0)
        {
            throw new AffectException(ErrorCodes.InvalidData, $"None of the {chosen.Length} files can be used. {remarks[0]}");
        }

        if (recordings.Length > 0 && texts.Length > 0)
        {
            remarks.Add($"{texts.Length} text files stand beside the recordings and were left out; explore them in a folder of their own.");
        }

        return new Archive(
            Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
            recordings.Length > 0 ? ArchiveKind.Recordings : ArchiveKind.Texts,
            LabelledByFolder(items, remarks))
        { Remarks = remarks };
    }

    private static List<ArchiveItem> LabelledByFolder(List<ArchiveItem> items, List<string> remarks)
    {
        string[] folders = [.. items.Select(i => i.Id.Split('/')).Where(p => p.Length == 2).Select(p => p[0]).Distinct(StringComparer.Ordinal)];
        if (folders.Length < 2 || items.Exists(i => i.Id.Count(c => c == '/') != 1))
        {
            return items;
        }

        remarks.Add($"Labels are the names of the {folders.Length} folders.");
        return items.ConvertAll(i => i with { Label = i.Id[..i.Id.IndexOf('/', StringComparison.Ordinal)] });
    }
}
