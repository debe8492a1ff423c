using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Features.Audio;

namespace ServerlessAffect.Pipeline.Recordings;

/// <summary>Turns the bytes of a recording, or of a video with sound, into the features of its windows. Safe for concurrent use.</summary>
public interface IRecordingIntake
{
    /// <summary>Reads <paramref name="content"/> from its start to its end, in memory that does not grow with the recording's length; the stream stays the caller's.</summary>
    /// <param name="longest">A longer recording is refused.</param>
    /// <returns>The caller's to dispose.</returns>
    /// <exception cref="AffectException">What is wrong with the file as a whole, for example <see cref="ErrorCodes.NoSound"/>, <see cref="ErrorCodes.SilentSound"/>,
    /// <see cref="ErrorCodes.TooShort"/>, <see cref="ErrorCodes.TooLong"/>.</exception>
    Task<DenseFeatures> ReadAsync(Stream content, MediaFormat format, IAudioExtractor extractor, TimeSpan longest, CancellationToken cancellationToken);
}
