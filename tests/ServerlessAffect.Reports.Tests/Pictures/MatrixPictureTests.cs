using System.Buffers.Binary;
using System.IO.Compression;
using ServerlessAffect.Reports.Pictures;
using ServerlessAffect.Reports.Sounds;

namespace ServerlessAffect.Reports.Tests.Pictures;

public class MatrixPictureTests
{
    [Fact]
    public void A_picture_has_the_first_row_at_the_bottom_and_viridis_from_least_to_greatest()
    {
        var (width, height, pixels, palette) = Read(MatrixPicture.Png([0, 1, 2, 3, 4, float.NaN], 2));

        Assert.Equal((3, 2), (width, height));
        Assert.Equal([191, 255, 0, 0, 63, 127], pixels);
        Assert.Equal([0x44, 0x01, 0x54], palette[..3]);
        Assert.Equal([0xfd, 0xe7, 0x25], palette[^3..]);
    }

    [Fact]
    public void Frames_beyond_the_limit_are_drawn_as_the_greatest_of_each_stretch()
    {
        var (width, _, pixels, _) = Read(MatrixPicture.Png([0, 9, 0, 0, 1, 0, 0, 0], 1, maxColumns: 2));
        Assert.Equal(2, width);
        Assert.Equal([255, 28], pixels);
    }

    [Fact]
    public void A_range_darkens_what_is_far_below_the_loudest()
    {
        var (_, _, pixels, _) = Read(MatrixPicture.Png([-200, -80, -40, 0], 1, range: 80));
        Assert.Equal([0, 0, 127, 255], pixels);
    }

    [Fact]
    public void A_constant_and_an_empty_matrix_are_dark()
    {
        Assert.All(Read(MatrixPicture.Png([7, 7], 1)).Pixels, pixel => Assert.Equal(0, pixel));
        Assert.All(Read(MatrixPicture.Png([float.NaN, float.NaN], 1)).Pixels, pixel => Assert.Equal(0, pixel));
        Assert.Throws<ArgumentException>(() => MatrixPicture.Png([], 1));
        Assert.Throws<ArgumentException>(() => MatrixPicture.Png([1, 2, 3], 2));
    }

    [Fact]
    public void A_sound_is_a_wav_file_of_16_bit_samples()
    {
        var wav = PlayableSound.Wav([0, 1, -1, 2, float.NaN], 16_000);

        Assert.Equal(54, wav.Length);
        Assert.Equal("RIFF"u8, wav.AsSpan(0, 4));
        Assert.Equal(16_000, BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(24)));
        Assert.Equal([0, 32767, -32767, 32767, 0], Enumerable.Range(0, 5).Select(i => (int)BinaryPrimitives.ReadInt16LittleEndian(wav.AsSpan(44 + 2 * i))));
    }

    /// <summary>Reads what the writer writes.</summary>
    private static (int Width, int Height, byte[] Pixels, byte[] Palette) Read(byte[] png)
    {
        Assert.Equal([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], png[..8]);
        var chunks = new Dictionary<string, byte[]>();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            chunks.Add(System.Text.Encoding.ASCII.GetString(png, at + 4, 4), png[(at + 8)..(at + 8 + length)]);
            at += length + 12;
        }

        // The check sum of the last chunk, which is empty, is known; a browser checks the others.
        Assert.Equal(0xae426082, BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(png.Length - 4)));
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(chunks["IHDR"]), BinaryPrimitives.ReadInt32BigEndian(chunks["IHDR"].AsSpan(4)));
        using var zlib = new ZLibStream(new MemoryStream(chunks["IDAT"]), CompressionMode.Decompress);
        var pixels = new byte[width * height];
        for (var row = 0; row < height; row++)
        {
            Assert.Equal(0, zlib.ReadByte());
            zlib.ReadExactly(pixels, row * width, width);
        }

        return (width, height, pixels, chunks["PLTE"]);
    }
}
