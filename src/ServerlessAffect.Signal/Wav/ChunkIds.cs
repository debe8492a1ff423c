using System.Buffers.Binary;

namespace ServerlessAffect.Signal.Wav;

/// <summary>Four characters that name a chunk, as the number that their bytes are.</summary>
internal static class ChunkIds
{
    public static readonly uint Riff = Of("RIFF"u8);
    public static readonly uint Rifx = Of("RIFX"u8);
    public static readonly uint Rf64 = Of("RF64"u8);
    public static readonly uint Bw64 = Of("BW64"u8);
    public static readonly uint Wave = Of("WAVE"u8);
    public static readonly uint Format = Of("fmt "u8);
    public static readonly uint Samples = Of("data"u8);
    public static readonly uint LongSizes = Of("ds64"u8);

    private static readonly uint[] Others =
    [
        Of("LIST"u8), Of("fact"u8), Of("cue "u8), Of("smpl"u8), Of("inst"u8), Of("bext"u8), Of("iXML"u8), Of("id3 "u8), Of("ID3 "u8), Of("PAD "u8),
        Of("JUNK"u8), Of("plst"u8), Of("axml"u8), Of("chna"u8), Of("_PMX"u8), Of("PEAK"u8), Of("afsp"u8), Of("umid"u8), Of("levl"u8), Of("DISP"u8),
    ];

    public static uint Of(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    public static bool MayFollowSamples(uint id) => Others.AsSpan().Contains(id);
}
