using ServerlessAffect.Cli.Scoring;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Features.Audio;
using ServerlessAffect.Features.Audio.Decoding;
using ServerlessAffect.Features.Npz;
using ServerlessAffect.Signal.Resampling;

namespace ServerlessAffect.Cli.Extraction;

/// <summary>Reads a whole recording as mono samples.</summary>
internal static class ClipFile
{
    private const int FirstRoom = 1 << 16;

    /// <summary>A <c>.npy</c> of float32 is taken as it is; all else is decoded, its channels averaged, and brought to <paramref name="sampleRate"/>.</summary>
    /// <exception cref="AffectException">What is wrong with the file.</exception>
    public static async Task<float[]> ReadAsync(string file, int sampleRate, CancellationToken cancellationToken)
    {
        InputFile.Require(file);
        if (Path.GetExtension(file).Equals(".npy", StringComparison.OrdinalIgnoreCase))
        {
            return NpyFile.ReadSamples(await ReadBytesAsync(file, sampleRate, cancellationToken).ConfigureAwait(false));
        }

        var format = MediaFormat.OfFileName(file);
        if (format.Modality is not (Modality.Audio or Modality.Video))
        {
            throw new AffectException(ErrorCodes.UnsupportedModality, $"'{format.Name}' holds no sound; these features are of recordings, of the sound of videos, and of float32 .npy files.");
        }

        var options = new DecodingOptions { MaxDuration = TimeSpan.FromSeconds(AudioFeatureSets.MaxSeconds) };
        var pcm = new MonoStream(await AudioFile.OpenAsync(InputFile.Open(file), format, options, cancellationToken).ConfigureAwait(false), sampleRate);
        await using (pcm.ConfigureAwait(false))
        {
            return await ReadAsync(pcm, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<byte[]> ReadBytesAsync(string file, int sampleRate, CancellationToken cancellationToken)
    {
        const int HeaderRoom = 1 << 16;
        var most = ((long)AudioFeatureSets.MaxSeconds * sampleRate * sizeof(float)) + HeaderRoom;
        var length = new FileInfo(file).Length;
        return length <= most
            ? await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false)
            : throw new AffectException(ErrorCodes.TooLong, $"These features are of clips of up to {AudioFeatureSets.MaxSeconds} s, which are {most} bytes; this file has {length}. Cut it.");
    }

    private static async Task<float[]> ReadAsync(MonoStream mono, CancellationToken cancellationToken)
    {
        var (samples, count) = (new float[FirstRoom], 0);
        for (int read = -1; read != 0; count += read)
        {
            if (count == samples.Length)
            {
                Array.Resize(ref samples, 2 * samples.Length);
            }

            read = await mono.ReadAsync(samples.AsMemory(count), cancellationToken).ConfigureAwait(false);
        }

        return samples[..count];
    }
}
