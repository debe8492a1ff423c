using System.Buffers.Binary;

namespace ServerlessAffect.Reports.Sounds;

/// <summary>Sound that every browser plays: WAV of 16-bit samples, one channel.</summary>
public static class PlayableSound
{
    private const int HeaderLength = 44;

    /// <param name="samples">-1 to 1; beyond that they are clipped, what is no number is silent.</param>
    /// <param name="sampleRate">Hz.</param>
    /// <returns>A RIFF file.</returns>
    public static byte[] Wav(ReadOnlySpan<float> samples, int sampleRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        var wav = new byte[HeaderLength + 2 * samples.Length];
        var header = wav.AsSpan(0, HeaderLength);
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], wav.Length - 8);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], sampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], 2 * sampleRate);
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 16);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], 2 * samples.Length);
        for (var i = 0; i < samples.Length; i++)
        {
            var sample = float.IsNaN(samples[i]) ? 0 : Math.Clamp(samples[i], -1, 1);
            BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(HeaderLength + 2 * i), (short)MathF.Round(sample * short.MaxValue));
        }

        return wav;
    }
}
