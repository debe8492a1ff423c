using System.Numerics.Tensors;
using ServerlessAffect.Cli.Scoring;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Features.Audio;
using ServerlessAffect.Features.Audio.Decoding;
using ServerlessAffect.Features.Npz;
using ServerlessAffect.Signal;

namespace ServerlessAffect.Cli.Extraction;

/// <summary>Reads a whole recording as mono samples.</summary>
internal static class ClipFile
{
    private const int BlockValues = 1 << 16;

    /// <summary>A <c>.npy</c> of float32 is taken as it is; so is a recording at <paramref name="sampleRate"/> with one channel.</summary>
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
        var pcm = await AudioFile.OpenAsync(InputFile.Open(file), format, options, cancellationToken).ConfigureAwait(false);
        await using (pcm.ConfigureAwait(false))
        {
            return pcm.SampleRate == sampleRate
                ? await MixAsync(pcm, cancellationToken).ConfigureAwait(false)
                : throw new AffectException(ErrorCodes.InvalidRequest, $"The recording has {pcm.SampleRate} samples a second; ask for its features with --sample-rate {pcm.SampleRate}.");
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

    /// <summary>The mean over channels.</summary>
    private static async Task<float[]> MixAsync(PcmStream pcm, CancellationToken cancellationToken)
    {
        var block = new float[BlockValues / pcm.Channels * pcm.Channels];
        var (samples, count) = (new float[BlockValues], 0);
        for (var read = await pcm.ReadAsync(block, cancellationToken).ConfigureAwait(false); read > 0; read = await pcm.ReadAsync(block, cancellationToken).ConfigureAwait(false))
        {
            var times = read / pcm.Channels;
            if (count + times > samples.Length)
            {
                Array.Resize(ref samples, Math.Max(2 * samples.Length, count + times));
            }

            for (var i = 0; i < times; i++)
            {
                samples[count++] = pcm.Channels == 1 ? block[i] : TensorPrimitives.Sum<float>(block.AsSpan(i * pcm.Channels, pcm.Channels)) / pcm.Channels;
            }
        }

        return samples[..count];
    }
}
