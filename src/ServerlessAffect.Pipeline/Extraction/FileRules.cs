using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Pipeline.Extraction;

/// <summary>What can be said of a file by its name and length, before any of it is read; and which faults are the file's own.</summary>
internal static class FileRules
{
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnsafeName"/>, <see cref="ErrorCodes.UnsupportedType"/>, <see cref="ErrorCodes.UnsupportedModality"/>,
    /// <see cref="ErrorCodes.EmptyFile"/>, <see cref="ErrorCodes.FileTooLarge"/>.</exception>
    public static MediaFormat RequireReadable(DroppedFile file, PipelineOptions limits)
    {
        MediaName.Require(file.Name);
        var format = MediaFormat.OfFileName(file.Name);
        if (format.Modality is Modality.Image)
        {
            throw new AffectException(
                ErrorCodes.UnsupportedModality, $"'{format.Name}' is {format.Modality.ToString().ToLowerInvariant()}, which is not scored yet; text, recordings and videos are.");
        }

        var maxFileBytes = MaxBytes(format, limits);
        return file.Bytes switch
        {
            0 => throw new AffectException(ErrorCodes.EmptyFile, "The file is empty; drop one that has content."),
            var bytes when bytes > maxFileBytes => throw new AffectException(
                ErrorCodes.FileTooLarge, $"The file has {bytes} bytes; {maxFileBytes} are read at most of {format.Modality.ToString().ToLowerInvariant()}. Split it."),
            _ => format,
        };
    }

    /// <summary>Bytes of a file of this format that are read at most; of a file whose type cannot be told, as of a text.</summary>
    public static long MaxBytes(MediaFormat? format, PipelineOptions limits) =>
        format?.Modality is Modality.Audio or Modality.Video ? limits.MaxMediaBytes : limits.MaxFileBytes;

    /// <summary>Faults of the content or the name. A fault of a model or of the storage is not the file's.</summary>
    public static bool IsOfTheFile(AffectException fault) => !fault.IsTransient && fault.Code is
        ErrorCodes.EmptyFile or ErrorCodes.EmptyText or ErrorCodes.EmptyTable or ErrorCodes.FileTooLarge or ErrorCodes.DocumentTooLong or ErrorCodes.NotText
        or ErrorCodes.UndecodableText or ErrorCodes.MalformedTable or ErrorCodes.MalformedJson or ErrorCodes.UnknownColumn or ErrorCodes.TooManyColumns
        or ErrorCodes.UnsafeName or ErrorCodes.UnsupportedType or ErrorCodes.UnsupportedModality or ErrorCodes.FormatConflict
        or ErrorCodes.NotSound or ErrorCodes.MalformedSound or ErrorCodes.UnsupportedSound or ErrorCodes.NoSound or ErrorCodes.NotFinite or ErrorCodes.SilentSound
        or ErrorCodes.TooLong or ErrorCodes.TooShort or ErrorCodes.MissingPurpose or ErrorCodes.DecodingLimit;
}
