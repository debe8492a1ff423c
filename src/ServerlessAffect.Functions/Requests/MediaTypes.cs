using System.Collections.Frozen;
using Microsoft.Net.Http.Headers;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;

namespace ServerlessAffect.Functions.Requests;

/// <summary>What a recording is, by the content type of its request and the name of its file.</summary>
internal static class MediaTypes
{
    private const string Unknown = "application/octet-stream";

    private static readonly FrozenDictionary<string, string> Formats = new Dictionary<string, string>
    {
        ["audio/wav"] = "wav",
        ["audio/x-wav"] = "wav",
        ["audio/wave"] = "wav",
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
        ["video/mp4"] = "mp4",
        ["video/quicktime"] = "mov",
        ["video/x-matroska"] = "mkv",
        ["video/webm"] = "webm",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The format that a recording's content type names, or, where that says nothing, its file's name.</summary>
    /// <param name="fileName">Null or empty where none was given; only its extension is looked at.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.UnsupportedType"/>.</exception>
    public static MediaFormat FormatOf(string? contentType, string? fileName)
    {
        var mediaType = MediaTypeHeaderValue.TryParse(contentType, out var parsed) ? parsed.MediaType.Value ?? "" : "";
        if (Formats.TryGetValue(mediaType, out var name))
        {
            return MediaFormat.Named(name);
        }

        if ((mediaType.Length == 0 || mediaType.Equals(Unknown, StringComparison.OrdinalIgnoreCase)) && !string.IsNullOrEmpty(fileName))
        {
            var format = MediaFormat.OfFileName(fileName);
            if (format.Modality is Modality.Audio or Modality.Video)
            {
                return format;
            }
        }

        throw new AffectException(
            ErrorCodes.UnsupportedType,
            $"Recordings and videos are taken as 'Content-Type: audio/wav', audio/flac, audio/mpeg, audio/mp4, audio/ogg, video/mp4 and the like, or as multipart/form-data with a file; got '{Printable.Shorten(mediaType, 60)}'. With {Unknown}, say what it is by ?name=FILE.wav.");
    }
}
