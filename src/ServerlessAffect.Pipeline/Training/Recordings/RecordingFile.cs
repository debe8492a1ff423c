using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Features.Audio.Decoding;
using ServerlessAffect.Signal.Resampling;

namespace ServerlessAffect.Pipeline.Training.Recordings;

/// <summary>A whole recording of a data set as mono samples.</summary>
internal static class RecordingFile
{
    /// <summary>Past this, what is relative to "the clip" is relative to nothing a listener would call one.</summary>
    private const int MostSeconds = 60;

    private static readonly DecodingOptions Decoding = new();

    /// <exception cref="AffectException">It cannot be read, or <see cref="ErrorCodes.TooLong"/>.</exception>
    public static async Task<ReadOnlyMemory<float>> ReadAsync(string path, int sampleRate, CancellationToken cancellationToken)
    {
        var (samples, whole) = await ReadStartAsync(path, sampleRate, MostSeconds, cancellationToken).ConfigureAwait(false);
        return whole ? samples : throw new AffectException(ErrorCodes.TooLong, $"It is longer than {MostSeconds} s, and one label is for one utterance; cut it.");
    }

    /// <summary>As much of a recording as lies before a second.</summary>
    /// <returns>The samples, and whether they are all there are.</returns>
    /// <exception cref="AffectException">It cannot be read.</exception>
    public static async Task<(float[] Samples, bool Whole)> ReadStartAsync(string path, int sampleRate, int seconds, CancellationToken cancellationToken)
    {
        var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var pcm = await AudioFile.OpenAsync(content, MediaFormat.OfFileName(path), Decoding, cancellationToken).ConfigureAwait(false);
        await using var mono = new MonoStream(pcm, sampleRate);
        var samples = new float[sampleRate];
        var count = 0;
        for (var read = 1; read > 0; count += read)
        {
            if (count == samples.Length)
            {
                if (count >= seconds * sampleRate)
                {
                    return (samples, false);
                }

                Array.Resize(ref samples, Math.Min(2 * count, seconds * sampleRate));
            }

            read = await mono.ReadAsync(samples.AsMemory(count), cancellationToken).ConfigureAwait(false);
        }

        return (samples[..count], true);
    }
}
