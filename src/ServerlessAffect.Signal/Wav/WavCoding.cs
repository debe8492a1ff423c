namespace ServerlessAffect.Signal.Wav;

/// <summary>Which WAV files <see cref="WavReader"/> reads; ADPCM and the like want a decoder.</summary>
public static class WavCoding
{
    /// <summary>Looks for the format chunk in the beginning of a file.</summary>
    /// <returns>False only where another coding is named; of what cannot be made out, <see cref="WavReader"/> says what is wrong.</returns>
    public static bool IsPlain(ReadOnlySpan<byte> beginning)
    {
        if (beginning.Length < 12 || ChunkIds.Of(beginning[8..]) != ChunkIds.Wave)
        {
            return true;
        }

        var bigEndian = ChunkIds.Of(beginning) == ChunkIds.Rifx;
        var rest = beginning[12..];
        while (rest.Length >= 8 && ChunkIds.Of(rest) is var id && id != ChunkIds.Samples)
        {
            var size = WavFormatChunk.UInt32(rest[4..], bigEndian);
            rest = rest[8..];
            if (id == ChunkIds.Format)
            {
                return Math.Min(size, rest.Length) < 2 || WavFormatChunk.IsPlain(WavFormatChunk.TagOf(rest[..(int)Math.Min(size, rest.Length)], bigEndian));
            }

            var next = size + (long)(size & 1);
            rest = next < rest.Length ? rest[(int)next..] : [];
        }

        return true;
    }
}
