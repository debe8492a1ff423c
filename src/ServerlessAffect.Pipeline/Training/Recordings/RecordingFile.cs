using ServerlessAffect.Core.Errors;
using ServerlessAffect.Signal.Wav;

namespace ServerlessAffect.Pipeline.Training.Recordings;

/// <summary>A whole recording of a data set as mono samples.</summary>
internal static class RecordingFile
{
    /// <summary>Past this, what is relative to "the clip" is relative to nothing a listener would call one.</summary>
    private const int MostSeconds = 60;

    /// <exception cref="AffectException">It cannot be read, or <see cref="ErrorCodes.TooLong"/>.</exception>
    public static async Task<ReadOnlyMemory<float>> ReadAsync(string path, int sampleRate, CancellationToken cancellationToken)
    {
        var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using var mono = await WavReader.OpenAsync(content, cancellationToken).ConfigureAwait(false);
        if (mono.SampleRate != sampleRate || mono.Channels != 1)
        {
            throw new AffectException(ErrorCodes.UnsupportedSound, $"It has {mono.Channels} channels at {mono.SampleRate} Hz; expected one at {sampleRate} Hz.");
        }

        var samples = new float[sampleRate];
        var count = 0;
        for (var read = 1; read > 0; count += read)
        {
            if (count == samples.Length)
            {
                if (count >= MostSeconds * sampleRate)
                {
                    throw new AffectException(ErrorCodes.TooLong, $"It is longer than {MostSeconds} s, and one label is for one utterance; cut it.");
                }

                Array.Resize(ref samples, Math.Min(2 * count, MostSeconds * sampleRate));
            }

            read = await mono.ReadAsync(samples.AsMemory(count), cancellationToken).ConfigureAwait(false);
        }

        return samples.AsMemory(0, count);
    }
}
