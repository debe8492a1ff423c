using System.Buffers.Binary;
using System.IO.Compression;

namespace ServerlessAffect.Reports.Pictures;

/// <summary>Writes PNG images (ISO/IEC 15948) of 256 colours: a third of the bytes that true colour takes, and colour maps have no more.</summary>
internal static class PngImage
{
    private static readonly uint[] Crcs = CrcTable();

    /// <param name="pixels">[height, width], from the top left; indices into <paramref name="palette"/>.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="palette">256 colours, red, green and blue a byte each.</param>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, ReadOnlySpan<byte> palette)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        if (pixels.Length == 0 || pixels.Length % width != 0)
        {
            throw new ArgumentException($"{pixels.Length} pixels are no rows of {width}.", nameof(pixels));
        }

        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], pixels.Length / width);
        // Eight bits a pixel, indices into a palette, the one compression and filter method there is, not interlaced.
        (header[8], header[9], header[10], header[11], header[12]) = (8, 3, 0, 0, 0);
        Chunk(png, "IHDR"u8, header);
        Chunk(png, "PLTE"u8, palette);
        Chunk(png, "IDAT"u8, Compress(pixels, width));
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static byte[] Compress(ReadOnlySpan<byte> pixels, int width)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize))
        {
            for (var at = 0; at < pixels.Length; at += width)
            {
                // No filter: differences of indices say nothing.
                zlib.WriteByte(0);
                zlib.Write(pixels.Slice(at, width));
            }
        }

        return compressed.ToArray();
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        png.Write(type);
        png.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), content));
        png.Write(number);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            crc = Crcs[(crc ^ value) & 0xff] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint[] CrcTable()
    {
        var table = new uint[256];
        for (uint n = 0; n < 256; n++)
        {
            var crc = n;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? 0xedb88320 ^ (crc >> 1) : crc >> 1;
            }

            table[n] = crc;
        }

        return table;
    }
}
