using System.Buffers.Binary;
using System.Text;

namespace ServerlessAffect.Testing;

/// <summary>WAV files made by hand, honest or lying.</summary>
public sealed class WavBytes
{
    private readonly List<byte> _body = [];

    /// <summary>RIFF, RIFX, RF64 or whatever a test wants to claim.</summary>
    public string Id { get; init; } = "RIFF";

    private bool BigEndian => Id == "RIFX";

    /// <summary>16-bit PCM with an honest header.</summary>
    public static byte[] Pcm16(int channels, int sampleRate, params ReadOnlySpan<short> interleaved)
    {
        var data = new byte[2 * interleaved.Length];
        for (var i = 0; i < interleaved.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(2 * i), interleaved[i]);
        }

        return new WavBytes().Format(1, channels, sampleRate, 16).Chunk("data", data).ToArray();
    }

    /// <summary>float32 with an honest header.</summary>
    public static byte[] Float32(int channels, int sampleRate, params ReadOnlySpan<float> interleaved)
    {
        var data = new byte[4 * interleaved.Length];
        for (var i = 0; i < interleaved.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(4 * i), interleaved[i]);
        }

        return new WavBytes().Format(3, channels, sampleRate, 32).Chunk("data", data).ToArray();
    }

    /// <summary>A format chunk of 16 bytes.</summary>
    /// <param name="blockAlign">Unset, what follows from the other values.</param>
    public WavBytes Format(int tag, int channels, int sampleRate, int bits, int? blockAlign = null) =>
        Chunk("fmt ", FormatBody(tag, channels, sampleRate, bits, blockAlign));

    /// <summary>A format chunk of 40 bytes, WAVE_FORMAT_EXTENSIBLE.</summary>
    public WavBytes Extensible(int tag, int channels, int sampleRate, int bits, int validBits)
    {
        byte[] guid = [.. Bytes((uint)tag, 4), .. Bytes(0, 2), .. Bytes(0x10, 2), 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];
        return Chunk("fmt ", [.. FormatBody(0xFFFE, channels, sampleRate, bits, null), .. Bytes(22, 2), .. Bytes((uint)validBits, 2), .. Bytes(0, 4), .. guid]);
    }

    /// <summary>Any chunk, with its pad byte where the length is odd.</summary>
    /// <param name="size">What the header claims; unset, the truth.</param>
    public WavBytes Chunk(string id, byte[] content, uint? size = null)
    {
        _body.AddRange(Encoding.ASCII.GetBytes(id));
        _body.AddRange(Bytes(size ?? (uint)content.Length, 4));
        _body.AddRange(content);
        if (content.Length % 2 == 1)
        {
            _body.Add(0);
        }

        return this;
    }

    public byte[] ToArray() =>
        [.. Encoding.ASCII.GetBytes(Id), .. Bytes(Id == "RF64" ? uint.MaxValue : (uint)_body.Count + 4, 4), .. "WAVE"u8, .. _body];

    private byte[] FormatBody(int tag, int channels, int sampleRate, int bits, int? blockAlign)
    {
        var block = blockAlign ?? channels * ((bits + 7) / 8);
        return
        [
            .. Bytes((uint)tag, 2), .. Bytes((uint)channels, 2), .. Bytes((uint)sampleRate, 4),
            .. Bytes((uint)((long)sampleRate * block & uint.MaxValue), 4), .. Bytes((uint)block, 2), .. Bytes((uint)bits, 2),
        ];
    }

    private byte[] Bytes(uint value, int count)
    {
        var bytes = new byte[4];
        if (BigEndian)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, value << (8 * (4 - count)));
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        }

        return bytes[..count];
    }
}
