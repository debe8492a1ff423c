using System.Collections.Frozen;
using Microsoft.Net.Http.Headers;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;

namespace ServerlessAffect.Functions.Requests;

/// <summary>Which recordings and videos a content type names. What the bytes really are is found out when they are read.</summary>
internal static class SoundType
{
    private static readonly FrozenDictionary<string, string> Formats = new Dictionary<string, string>
    {
        ["audio/wav"] = "wav",
        ["audio/wave"] = "wav",
        ["audio/x-wav"] = "wav",
        ["audio/vnd.wave"] = "wav",
        ["audio/flac"] = "flac",
        ["audio/x-flac"] = "flac",
        ["audio/mpeg"] = "mp3",
        ["audio/mp3"] = "mp3",
        ["audio/mp4"] = "m4a",
        ["audio/m4a"] = "m4a",
        ["audio/x-m4a"] = "m4a",
        ["audio/ogg"] = "ogg",
        ["application/ogg"] = "ogg",
        ["audio/opus"] = "opus",
        ["audio/aiff"] = "aiff",
        ["audio/x-aiff"] = "aiff",
        ["audio/x-ms-wma"] = "wma",
        ["audio/webm"] = "webm",
        ["audio/x-matroska"] = "mkv",
        ["audio/matroska"] = "mkv",
        ["video/mp4"] = "mp4",
        ["video/quicktime"] = "mov",
        ["video/webm"] = "webm",
        ["video/x-matroska"] = "mkv",
        ["video/matroska"] = "mkv",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private const string Refusal =
        "Send the recording with its content type (audio/wav, audio/flac, audio/mpeg, audio/mp4, audio/ogg, audio/webm, video/mp4, video/quicktime, video/webm and the like), "
        + "or as the one file of a multipart/form-data; with application/octet-stream its name tells, as in ?name=a.wav.";

    /// <summary>Every content type that is read.</summary>
    public static IEnumerable<string> All => Formats.Keys;

    /// <summary>The format that the content type names; where it says nothing, the one of the file's extension.</summary>
    /// <param name="contentType">With its parameters (<c>codecs=…</c>), which do not matter.</param>
    /// <param name="fileName">Null where none was given.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnsupportedType"/>.</exception>
    public static MediaFormat Of(string? contentType, string? fileName)
    {
        if (Find(contentType) is { } known)
        {
            return known;
        }

        var saysNothing = string.IsNullOrEmpty(contentType) || string.Equals(contentType, "application/octet-stream", StringComparison.OrdinalIgnoreCase);
        return saysNothing && fileName is not null && MediaFormat.ModalityOf(fileName) is Modality.Audio or Modality.Video
            ? MediaFormat.OfFileName(fileName)
            : throw new AffectException(ErrorCodes.UnsupportedType, Refusal);
    }

    private static MediaFormat? Find(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var parsed) && parsed.MediaType.Value is { } name && Formats.TryGetValue(name, out var format) ? MediaFormat.Named(format) : null;
}
