using System.Buffers.Binary;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Signal.Wav;

/// <summary>The chunk <c>fmt </c>: WAVEFORMAT, WAVEFORMATEX and WAVEFORMATEXTENSIBLE of mmreg.h.</summary>
internal static class WavFormatChunk
{
    private const int PcmTag = 1;
    private const int FloatTag = 3;
    private const int ALawTag = 6;
    private const int MuLawTag = 7;
    private const int ExtensibleTag = 0xFFFE;

    /// <summary>The part of WAVEFORMATEXTENSIBLE that is used: up to the end of the GUID.</summary>
    public const int MaxBytes = 40;

    /// <summary>Format tag of a chunk, looked up in the GUID where the chunk is an extensible one.</summary>
    public static int TagOf(ReadOnlySpan<byte> chunk, bool bigEndian)
    {
        var tag = UInt16(chunk, bigEndian);
        if (tag != ExtensibleTag || chunk.Length < MaxBytes)
        {
            return tag;
        }

        // The GUID begins with a 32-bit number, which big-endian writers turn round as a whole or by halves.
        var (first, second) = (UInt16(chunk[24..], bigEndian), UInt16(chunk[26..], bigEndian));
        return first != 0 ? first : second;
    }

    public static bool IsPlain(int tag) => tag is PcmTag or FloatTag or ALawTag or MuLawTag;

    /// <exception cref="AffectException"><see cref="ErrorCodes.MalformedSound"/>, <see cref="ErrorCodes.UnsupportedSound"/>.</exception>
    public static WavFormat Parse(ReadOnlySpan<byte> chunk, bool bigEndian, List<string> notices)
    {
        if (chunk.Length < 14)
        {
            throw new AffectException(ErrorCodes.MalformedSound, $"The WAV file's format chunk has {chunk.Length} bytes where 16 belong; export the file again.");
        }

        var tag = TagOf(chunk, bigEndian);
        int channels = UInt16(chunk[2..], bigEndian);
        var rate = UInt32(chunk[4..], bigEndian);
        int blockAlign = UInt16(chunk[12..], bigEndian);
        if (channels is 0 or > WavLimits.MaxChannels)
        {
            throw new AffectException(
                channels == 0 ? ErrorCodes.MalformedSound : ErrorCodes.UnsupportedSound,
                $"The WAV file's header says {channels} channels; 1 to {WavLimits.MaxChannels} are read.");
        }

        if (rate is < WavLimits.MinSampleRate or > WavLimits.MaxSampleRate)
        {
            throw new AffectException(
                ErrorCodes.UnsupportedSound,
                $"The WAV file's header says {rate} samples a second; {WavLimits.MinSampleRate} to {WavLimits.MaxSampleRate} are read.");
        }

        // The oldest form has no bits; the block says them.
        var bits = chunk.Length >= 16 ? UInt16(chunk[14..], bigEndian) : 8 * blockAlign / channels;
        var encoding = EncodingOf(tag, bits, blockAlign / channels);
        var format = new WavFormat(encoding, channels, (int)rate, bigEndian);
        if (blockAlign != format.BlockAlign)
        {
            notices.Add($"The header says {blockAlign} bytes a sample time; {format.BlockAlign} follow from its other values and were taken.");
        }

        return format;
    }

    private static WavEncoding EncodingOf(int tag, int bits, int container) => (tag, bits) switch
    {
        (PcmTag, > 0 and <= 8) => WavEncoding.Unsigned8,
        (PcmTag, > 8 and <= 16) => WavEncoding.Int16,
        // Fewer bits than their container stand at its upper end.
        (PcmTag, > 16 and <= 24) => container == 4 ? WavEncoding.Int32 : WavEncoding.Int24,
        (PcmTag, > 24 and <= 32) => WavEncoding.Int32,
        (FloatTag, 32) => WavEncoding.Float32,
        (FloatTag, 64) => WavEncoding.Float64,
        // Some writers leave the bits of companded samples out.
        (ALawTag, 8 or 0) => WavEncoding.ALaw,
        (MuLawTag, 8 or 0) => WavEncoding.MuLaw,
        _ => throw new AffectException(
            ErrorCodes.UnsupportedSound,
            $"The WAV file's samples are of format {tag} with {bits} bits, which is not read; export it with 16 bits."),
    };

    private static ushort UInt16(ReadOnlySpan<byte> bytes, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    internal static uint UInt32(ReadOnlySpan<byte> bytes, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
