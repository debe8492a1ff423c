using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;

namespace ServerlessAffect.Features.Audio.Decoding;

/// <summary>How ffmpeg reads the files of one extension.</summary>
/// <param name="Demuxer">The only demuxer that is allowed, by ffmpeg's name; what another one would recognise is refused.</param>
/// <param name="NeedsSeeking">The index may stand at the end, so that a pipe will not do.</param>
/// <param name="MarkAt">Where a mark of the container stands.</param>
/// <param name="Marks">One of these stands there in every file of the kind.</param>
internal sealed record MediaContainer(string Demuxer, bool NeedsSeeking, int MarkAt, params byte[][] Marks)
{
    public static readonly MediaContainer Wav = new("wav", false, 8, "WAVE"u8.ToArray());

    private static readonly MediaContainer Flac = new("flac", false, 0, "fLaC"u8.ToArray(), "ID3"u8.ToArray());
    private static readonly MediaContainer Mp3 = new("mp3", false, 0, "ID3"u8.ToArray(), [0xFF, 0xFB], [0xFF, 0xFA], [0xFF, 0xF3], [0xFF, 0xF2], [0xFF, 0xE3], [0xFF, 0xE2]);
    private static readonly MediaContainer Ogg = new("ogg", false, 0, "OggS"u8.ToArray());
    private static readonly MediaContainer Aiff = new("aiff", false, 0, "FORM"u8.ToArray());
    private static readonly MediaContainer Asf = new("asf", false, 0, [0x30, 0x26, 0xB2, 0x75]);
    private static readonly MediaContainer Matroska = new("matroska", false, 0, [0x1A, 0x45, 0xDF, 0xA3]);
    private static readonly MediaContainer Mov = new(
        "mov", true, 4, "ftyp"u8.ToArray(), "moov"u8.ToArray(), "mdat"u8.ToArray(), "wide"u8.ToArray(), "free"u8.ToArray(), "skip"u8.ToArray());

    /// <summary>Whether a file has the container's mark. Only tells damaged from other content: what may be read is ffmpeg's to say.</summary>
    public bool IsMarked(ReadOnlySpan<byte> beginning)
    {
        foreach (var mark in Marks)
        {
            if (beginning.Length >= MarkAt && beginning[MarkAt..].StartsWith(mark))
            {
                return true;
            }
        }

        return false;
    }

    /// <exception cref="AffectException"><see cref="ErrorCodes.UnsupportedModality"/>: a text or an image.</exception>
    public static MediaContainer Of(MediaFormat format) => format.Name switch
    {
        "wav" => Wav,
        "flac" => Flac,
        "mp3" => Mp3,
        "ogg" or "opus" => Ogg,
        "aiff" => Aiff,
        "wma" => Asf,
        "m4a" or "mp4" or "mov" => Mov,
        "mkv" or "webm" => Matroska,
        _ => throw new AffectException(ErrorCodes.UnsupportedModality, $"'{format.Name}' is {format.Modality.ToString().ToLowerInvariant()}, which has no sound."),
    };
}
