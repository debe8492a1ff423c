using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Features.Audio.Decoding;

/// <summary>Why ffmpeg gave no sound, in our words.</summary>
internal static class FfmpegFault
{
    public static AffectException Of(FfmpegJob job, FfmpegComplaints complaints)
    {
        var mediaName = job.MediaName;
        if (complaints.Contain("matches no streams"))
        {
            return new AffectException(ErrorCodes.NoSound, $"The '{mediaName}' file has no sound track; drop one with sound.");
        }

        if (complaints.Contain("Format not on whitelist") || !job.IsMarked)
        {
            return new AffectException(ErrorCodes.NotSound, $"The content is not '{mediaName}' but something else; give the file its true extension.");
        }

        if (complaints.Contain("Cannot allocate memory"))
        {
            return new AffectException(ErrorCodes.DecodingLimit, $"Decoding the '{mediaName}' file asked for more memory than any recording needs; export it again.");
        }

        if (complaints.Contain("not on whitelist") || complaints.Contain("Decoder not found") || complaints.Contain("Decoder (codec"))
        {
            return new AffectException(ErrorCodes.UnsupportedSound, $"The sound of the '{mediaName}' file is coded in a way that is not read; export it as WAV or FLAC.");
        }

        // What a demuxer says of a header with nothing behind it.
        if (complaints.Contain(": End of file"))
        {
            return new AffectException(ErrorCodes.NoSound, $"The '{mediaName}' file ends before its first sample; drop the file that was meant.");
        }

        return new AffectException(ErrorCodes.MalformedSound, $"The '{mediaName}' file is damaged or ends too early to be read; export it again.");
    }
}
