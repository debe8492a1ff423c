using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Pipeline.Extraction;

/// <summary>What can be said of a file by its name and length, before any of it is read; and which faults are the file's own.</summary>
internal static class FileRules
{
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnsafeName"/>, <see cref="ErrorCodes.UnsupportedType"/>, <see cref="ErrorCodes.UnsupportedModality"/>,
    /// <see cref="ErrorCodes.EmptyFile"/>, <see cref="ErrorCodes.FileTooLarge"/>.</exception>
    public static MediaFormat RequireReadable(DroppedFile file, long maxFileBytes)
    {
        MediaName.Require(file.Name);
        var format = MediaFormat.OfFileName(file.Name);
        if (format.Modality is not Modality.Text)
        {
            throw new AffectException(
                ErrorCodes.UnsupportedModality,
                $"'{format.Name}' is {format.Modality.ToString().ToLowerInvariant()}, which is not scored yet; text is read from .txt, .csv and .jsonl.");
        }

        return file.Bytes switch
        {
            0 => throw new AffectException(ErrorCodes.EmptyFile, "The file is empty; drop one that has content."),
            var bytes when bytes > maxFileBytes => throw new AffectException(
                ErrorCodes.FileTooLarge, $"The file has {bytes} bytes; {maxFileBytes} are read at most. Split it."),
            _ => format,
        };
    }

    /// <summary>Faults of the content or the name. A fault of a model or of the storage is not the file's.</summary>
    public static bool IsOfTheFile(AffectException fault) => !fault.IsTransient && fault.Code is
        ErrorCodes.EmptyFile or ErrorCodes.EmptyText or ErrorCodes.EmptyTable or ErrorCodes.FileTooLarge or ErrorCodes.DocumentTooLong or ErrorCodes.NotText
        or ErrorCodes.UndecodableText or ErrorCodes.MalformedTable or ErrorCodes.MalformedJson or ErrorCodes.UnknownColumn or ErrorCodes.TooManyColumns
        or ErrorCodes.UnsafeName or ErrorCodes.UnsupportedType or ErrorCodes.UnsupportedModality or ErrorCodes.FormatConflict
        or ErrorCodes.NotSound or ErrorCodes.MalformedSound or ErrorCodes.UnsupportedSound or ErrorCodes.NoSound or ErrorCodes.NotFinite
        or ErrorCodes.TooLong or ErrorCodes.DecodingLimit;
}
