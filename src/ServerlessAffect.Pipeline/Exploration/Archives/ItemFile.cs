using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Features.Text.Reading;

namespace ServerlessAffect.Pipeline.Exploration.Archives;

/// <summary>A file that is an item: a recording by its path, a text by what it says.</summary>
internal static class ItemFile
{
    /// <param name="name">Relative to the folder, with slashes.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownData"/>: no such file; <see cref="ErrorCodes.UnsupportedModality"/>; what reading a text throws.</exception>
    public static async Task<ArchiveItem> OpenAsync(string folder, string name, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            throw new AffectException(ErrorCodes.UnknownData, $"There is no file '{Printable.Shorten(name, 120)}' in the folder.");
        }

        var item = new ArchiveItem(name) { Date = NameDate.Of(name) ?? MovieDate.Of(path) };
        return MediaFormat.ModalityOf(name) switch
        {
            Modality.Audio or Modality.Video => item with { Recording = Path.GetFullPath(path) },
            Modality.Text when Path.GetExtension(name).Equals(".txt", StringComparison.OrdinalIgnoreCase) => item with { Text = await ReadTextAsync(path, cancellationToken).ConfigureAwait(false) },
            _ => throw new AffectException(ErrorCodes.UnsupportedModality, $"'{Printable.Shorten(name, 120)}' is neither a recording, a video nor a .txt file."),
        };
    }

    private static async Task<string> ReadTextAsync(string path, CancellationToken cancellationToken)
    {
        await using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var reader = new TextDocumentReader(content, "txt", content.Length, new TextReadingOptions());
        await foreach (var document in reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            return document.Text ?? throw new AffectException(document.Rejected!.Code, document.Rejected.Message);
        }

        return string.Empty;
    }
}
