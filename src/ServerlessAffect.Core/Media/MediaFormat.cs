using System.Collections.Frozen;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Core.Media;

/// <summary>A file format by its extension: the name used in item records, and the modality it belongs to.</summary>
public sealed record MediaFormat(string Name, Modality Modality)
{
    private static readonly FrozenDictionary<string, MediaFormat> ByExtension = new (string Name, Modality Modality)[]
    {
        ("txt", Modality.Text), ("csv", Modality.Text), ("jsonl", Modality.Text),
        ("wav", Modality.Audio), ("flac", Modality.Audio), ("mp3", Modality.Audio), ("m4a", Modality.Audio), ("ogg", Modality.Audio),
        ("opus", Modality.Audio), ("aiff", Modality.Audio), ("wma", Modality.Audio),
        ("mp4", Modality.Video), ("mov", Modality.Video), ("mkv", Modality.Video), ("webm", Modality.Video),
        ("jpg", Modality.Image), ("jpeg", Modality.Image), ("png", Modality.Image),
    }.ToFrozenDictionary(f => "." + f.Name, f => new MediaFormat(f.Name, f.Modality), StringComparer.OrdinalIgnoreCase);

    /// <summary>The format of an item record.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnsupportedType"/>: no format has this name.</exception>
    public static MediaFormat Named(string name) => OfFileName("." + name);

    /// <summary>What a file's name promises, or null where no format has its extension.</summary>
    public static Modality? ModalityOf(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        return ByExtension.TryGetValue(Path.GetExtension(fileName), out var format) ? format.Modality : null;
    }

    /// <summary>The format that a file's name promises; the content is checked when it is read.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnsupportedType"/>: the extension is none that is read.</exception>
    public static MediaFormat OfFileName(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        var extension = Path.GetExtension(fileName);
        return ByExtension.TryGetValue(extension, out var format)
            ? format
            : throw new AffectException(
                ErrorCodes.UnsupportedType,
                extension.Length == 0
                    ? "The file has no extension, so its type is unknown; text is read from .txt, .csv and .jsonl, sound from .wav, .mp3, .mp4 and the like."
                    : $"Files ending in '{Printable.Shorten(extension, 16)}' are not read; text is read from .txt, .csv and .jsonl, sound from .wav, .mp3, .mp4 and the like.");
    }
}
