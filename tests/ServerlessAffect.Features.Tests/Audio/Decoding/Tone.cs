using ServerlessAffect.Core.Media;
using ServerlessAffect.Features.Audio.Decoding;
using ServerlessAffect.Signal;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Features.Tests.Audio.Decoding;

/// <summary>A tone as a file, and what came out of a decoder measured against it.</summary>
internal static class Tone
{
    public const double Hertz = 440;

    public static byte[] Wav(double seconds = 1, int sampleRate = 44_100, int channels = 1)
    {
        var samples = new short[(int)(seconds * sampleRate) * channels];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (short)(16_384 * Math.Sin(2 * Math.PI * Hertz * (i / channels) / sampleRate));
        }

        return WavBytes.Pcm16(channels, sampleRate, samples);
    }

    public static Task<PcmStream> OpenAsync(string path, DecodingOptions? options = null) =>
        AudioFile.OpenAsync(File.OpenRead(path), MediaFormat.OfFileName(path), options ?? new DecodingOptions(), CancellationToken.None);

    public static Task<PcmStream> OpenAsync(byte[] content, string format, DecodingOptions? options = null) =>
        AudioFile.OpenAsync(new MemoryStream(content), MediaFormat.Named(format), options ?? new DecodingOptions(), CancellationToken.None);

    public static async Task<Decoded> ReadAsync(PcmStream pcm)
    {
        await using (pcm)
        {
            var first = new List<float>();
            var buffer = new float[1024 * pcm.Channels];
            for (int read; (read = await pcm.ReadAsync(buffer, CancellationToken.None)) > 0;)
            {
                for (var i = 0; i < read; i += pcm.Channels)
                {
                    first.Add(buffer[i]);
                }
            }

            return new Decoded(pcm.SampleRate, pcm.Channels, (double)first.Count / pcm.SampleRate, Share([.. first], pcm.SampleRate), pcm.Notices);
        }
    }

    /// <summary>How much of the energy of the middle stands at the tone: 1 for the tone alone.</summary>
    private static double Share(float[] samples, int sampleRate)
    {
        var middle = samples.AsSpan(samples.Length / 4, samples.Length / 2);
        double cosine = 0, sine = 0, energy = 0;
        for (var i = 0; i < middle.Length; i++)
        {
            var phase = 2 * Math.PI * Hertz * i / sampleRate;
            cosine += middle[i] * Math.Cos(phase);
            sine += middle[i] * Math.Sin(phase);
            energy += middle[i] * middle[i];
        }

        return energy == 0 ? 0 : 2 * (cosine * cosine + sine * sine) / (middle.Length * energy);
    }

    internal sealed record Decoded(int SampleRate, int Channels, double Seconds, double ToneShare, IReadOnlyList<string> Notices);
}
