using System.Diagnostics;
using System.Globalization;

namespace ServerlessAffect.Features.Audio.Decoding;

/// <summary>The command line of one decoding: a shell that sets limits and opens the file, what takes rights away, then ffmpeg.</summary>
internal static class FfmpegCommand
{
    /// <summary>Decoders of sound; no decoder of pictures ever sees a byte, not even while streams are looked for.</summary>
    private const string Decoders =
        "aac,aac_latm,ac3,eac3,alac,amrnb,amrwb,flac,g722,gsm,gsm_ms,libgsm,libgsm_ms,mp1,mp1float,mp2,mp2float,mp3,mp3float,opus,libopus,speex,libspeex,vorbis,libvorbis,"
        + "wmav1,wmav2,wmapro,wmalossless,wmavoice,qdm2,adpcm_ima_wav,adpcm_ima_qt,adpcm_ms,adpcm_swf,adpcm_yamaha,g726,g726le,"
        + "pcm_u8,pcm_s8,pcm_s16le,pcm_s16be,pcm_u16le,pcm_u16be,pcm_s24le,pcm_s24be,pcm_u24le,pcm_u24be,pcm_s32le,pcm_s32be,pcm_u32le,pcm_u32be,"
        + "pcm_s64le,pcm_s64be,pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be,pcm_f16le,pcm_f24le,pcm_alaw,pcm_mulaw,pcm_bluray,pcm_dvd";

    /// <summary>No core file, no written file (-f counts blocks), few open ones; processor seconds and KiB of memory follow. A limit that is lower already stays.</summary>
    private const string Script =
        "ulimit -c 0; ulimit -f 0; ulimit -n 64; ulimit -t \"$1\"; ulimit -v \"$2\"; input=$3; shift 3; "
        + "if [ -n \"$input\" ]; then exec \"$@\" < \"$input\"; else exec \"$@\"; fi";

    /// <param name="input">A path that the shell opens as standard input, or null where a pipe is fed to it.</param>
    public static ProcessStartInfo For(string ffmpeg, MediaContainer container, DecodingOptions options, string? input)
    {
        string[] decode =
        [
            ffmpeg, "-nostdin", "-hide_banner", "-loglevel", "warning", "-threads", "1", "-vn", "-sn", "-dn",
            "-protocol_whitelist", input is null ? "pipe" : "file", "-format_whitelist", container.Demuxer, "-codec_whitelist", Decoders,
            "-i", input is null ? "pipe:0" : "/dev/stdin",
            "-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-fflags", "+bitexact", "-c:a", "pcm_f32le", "-f", "wav", "pipe:1",
        ];
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(decode[0], decode[1..])
            : new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", ProcessorSeconds(options), KiB(options), input ?? "", .. ChildConfinement.Prefix, .. decode]);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = Path.GetPathRoot(Path.GetTempPath());

        // Nothing of ours, keys of storage least of all, is the child's business.
        var path = start.Environment["PATH"];
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    /// <summary>A last resort behind the watch of <see cref="FfmpegChild"/>, for when this process is gone.</summary>
    private static string ProcessorSeconds(DecodingOptions options) =>
        ((long)options.MaxProcessorTime.TotalSeconds + 30).ToString(CultureInfo.InvariantCulture);

    private static string KiB(DecodingOptions options) => (options.MaxDecoderMemory >> 10).ToString(CultureInfo.InvariantCulture);
}
