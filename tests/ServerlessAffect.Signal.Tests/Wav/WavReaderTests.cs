using System.Buffers.Binary;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Signal.Wav;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Signal.Tests.Wav;

public class WavReaderTests
{
    private static readonly short[] Ramp = [.. Enumerable.Range(0, 600).Select(i => (short)(50 * i - 15_000))];
    private static readonly byte[] RampBytes = WavBytes.Pcm16(1, 8000, Ramp)[44..];
    private static readonly float[] RampValues = [.. Ramp.Select(v => v / 32768f)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    public async Task Samples_come_interleaved_at_the_rate_of_the_header(int channels)
    {
        await using var wav = await OpenAsync(WavBytes.Pcm16(channels, 192_000, Ramp));
        Assert.Equal((192_000, channels), (wav.SampleRate, wav.Channels));
        Assert.Equal(RampValues, await wav.ReadAllAsync());
        Assert.Empty(wav.Notices);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 7)]
    [InlineData(700, 11)]
    [InlineData(5000, 4096)]
    public async Task However_the_bytes_come_and_whatever_is_asked_for_the_samples_are_the_same(int atATime, int block)
    {
        await using var wav = await WavReader.OpenAsync(new TricklingStream(WavBytes.Pcm16(2, 8000, Ramp), atATime), CancellationToken.None);
        Assert.Equal(RampValues, await wav.ReadAllAsync(block));
    }

    [Fact]
    public async Task Big_endian_files_read_the_same()
    {
        var swapped = RampBytes.ToArray();
        BinaryPrimitives.ReverseEndianness(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(swapped), System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(swapped.AsSpan()));
        await using var wav = await OpenAsync(new WavBytes { Id = "RIFX" }.Format(1, 1, 8000, 16).Chunk("data", swapped).ToArray());
        Assert.Equal(RampValues, await wav.ReadAllAsync());
    }

    [Theory]
    [InlineData("RIFF")]
    [InlineData("RIFX")]
    public async Task An_extensible_header_is_looked_through(string id)
    {
        await using var wav = await OpenAsync(new WavBytes { Id = id }.Extensible(1, 3, 8000, 32, 24).Chunk("data", new byte[24]).ToArray());
        Assert.Equal(new WavFormat(WavEncoding.Int32, 3, 8000, id == "RIFX"), wav.Format);
        Assert.Equal(6, (await wav.ReadAllAsync()).Length);
    }

    [Fact]
    public async Task A_64_bit_length_is_taken_from_its_own_chunk()
    {
        var sizes = new byte[28];
        BinaryPrimitives.WriteInt64LittleEndian(sizes.AsSpan(8), RampBytes.Length);
        var file = new WavBytes { Id = "RF64" }.Chunk("ds64", sizes).Format(1, 1, 8000, 16).Chunk("data", RampBytes, uint.MaxValue).Chunk("LIST", new byte[40]).ToArray();
        await using var wav = await OpenAsync(file);
        Assert.Equal(RampValues, await wav.ReadAllAsync());
        Assert.Empty(wav.Notices);
    }

    [Fact]
    public async Task Chunks_around_the_samples_are_passed_over_with_their_pad_bytes()
    {
        var file = new WavBytes().Chunk("LIST", new byte[7]).Chunk("odd!", new byte[100_001]).Format(1, 1, 8000, 16).Chunk("fact", new byte[4])
            .Chunk("data", RampBytes).Chunk("id3 ", new byte[33]).ToArray();
        await using var wav = await OpenAsync(file);
        Assert.Equal(RampValues, await wav.ReadAllAsync());
        Assert.Empty(wav.Notices);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(uint.MaxValue)]
    [InlineData(0x7FFFF000u)]
    [InlineData(5_000u)]
    public async Task A_length_that_is_open_or_too_large_reads_what_is_there_and_says_so(uint size)
    {
        await using var wav = await OpenAsync(new WavBytes().Format(1, 1, 8000, 16).Chunk("data", RampBytes, size).ToArray());
        Assert.Equal(RampValues, await wav.ReadAllAsync());
        Assert.Single(wav.Notices);
    }

    [Fact]
    public async Task A_file_cut_off_within_a_sample_time_reads_the_whole_ones()
    {
        await using var wav = await OpenAsync(WavBytes.Pcm16(2, 8000, Ramp)[..^3]);
        Assert.Equal(RampValues[..^2], await wav.ReadAllAsync());
        Assert.Single(wav.Notices);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(999)]
    public async Task A_wrong_block_size_is_mended_with_a_notice(int blockAlign)
    {
        await using var wav = await OpenAsync(new WavBytes().Format(1, 1, 8000, 16, blockAlign).Chunk("data", RampBytes).ToArray());
        Assert.Equal(RampValues, await wav.ReadAllAsync());
        Assert.Single(wav.Notices);
    }

    [Fact]
    public async Task Twelve_bits_stand_at_the_upper_end_of_their_sixteen()
    {
        await using var wav = await OpenAsync(new WavBytes().Format(1, 1, 8000, 12).Chunk("data", RampBytes).ToArray());
        Assert.Equal(RampValues, await wav.ReadAllAsync());
    }

    [Fact]
    public async Task Unusable_samples_are_refused_where_they_stand()
    {
        var samples = new float[10_000];
        samples[8_000] = float.NaN;
        await using var wav = await OpenAsync(WavBytes.Float32(1, 8000, samples));
        var fault = await Assert.ThrowsAsync<AffectException>(() => wav.ReadAllAsync(1000));
        Assert.Equal(ErrorCodes.NotFinite, fault.Code);
        Assert.Contains("1.0 s", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.5f, 0)]
    [InlineData(-20_000f, 1)]
    public async Task Floats_on_another_scale_are_read_as_they_are_and_it_is_said(float peak, int notices)
    {
        await using var wav = await OpenAsync(WavBytes.Float32(1, 8000, [0.5f, peak, 0.25f]));
        Assert.Equal([0.5f, peak, 0.25f], await wav.ReadAllAsync());
        Assert.Equal(notices, wav.Notices.Count);
    }

    public static TheoryData<string, byte[]> Faults() => new()
    {
        { ErrorCodes.EmptyFile, [] },
        { ErrorCodes.NotSound, "RI"u8.ToArray() },
        { ErrorCodes.NotSound, "<!DOCTYPE html><html></html>"u8.ToArray() },
        { ErrorCodes.NotSound, "RIFF\0\0\0\0AVI LIST"u8.ToArray() },
        { ErrorCodes.MalformedSound, "RIFF\0\0\0\0WAVE"u8.ToArray() },
        { ErrorCodes.MalformedSound, new WavBytes().Chunk("data", RampBytes).Format(1, 1, 8000, 16).ToArray() },
        { ErrorCodes.MalformedSound, new WavBytes().Chunk("fmt ", new byte[6]).Chunk("data", RampBytes).ToArray() },
        { ErrorCodes.MalformedSound, new WavBytes().Format(1, 0, 8000, 16).Chunk("data", RampBytes).ToArray() },
        { ErrorCodes.MalformedSound, ManyChunks() },
        { ErrorCodes.UnsupportedSound, new WavBytes().Format(1, 65, 8000, 16).Chunk("data", RampBytes).ToArray() },
        { ErrorCodes.UnsupportedSound, new WavBytes().Format(1, 1, 0, 16).Chunk("data", RampBytes).ToArray() },
        { ErrorCodes.UnsupportedSound, new WavBytes().Format(1, 1, 900, 16).Chunk("data", RampBytes).ToArray() },
        { ErrorCodes.UnsupportedSound, new WavBytes().Format(1, 1, -1, 16).Chunk("data", RampBytes).ToArray() },
        { ErrorCodes.UnsupportedSound, new WavBytes().Format(1, 1, 8000, 0).Chunk("data", RampBytes).ToArray() },
        { ErrorCodes.UnsupportedSound, new WavBytes().Format(1, 1, 8000, 64).Chunk("data", RampBytes).ToArray() },
        { ErrorCodes.UnsupportedSound, new WavBytes().Format(17, 1, 8000, 4).Chunk("data", RampBytes).ToArray() },
        { ErrorCodes.NoSound, new WavBytes().Format(1, 1, 8000, 16).ToArray() },
        { ErrorCodes.NoSound, new WavBytes().Format(1, 1, 8000, 16).Chunk("data", []).ToArray() },
        { ErrorCodes.NoSound, new WavBytes().Format(1, 1, 8000, 16).Chunk("data", []).Chunk("LIST", new byte[20]).ToArray() },
        { ErrorCodes.NoSound, new WavBytes().Format(1, 2, 8000, 16).Chunk("data", new byte[3]).ToArray() },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_cannot_be_read_is_refused_with_its_code(string code, byte[] file)
    {
        var fault = await Assert.ThrowsAsync<AffectException>(async () =>
        {
            await using var wav = await OpenAsync(file);
            await wav.ReadAllAsync();
        });
        Assert.Equal(code, fault.Code);
    }

    [Fact]
    public async Task Nothing_is_allocated_for_a_block()
    {
        await using var wav = await OpenAsync(WavBytes.Pcm16(2, 8000, new short[400_000]));
        var buffer = new float[4096];
        await wav.ReadAsync(buffer, CancellationToken.None);
        AllocationFree.Check(() => wav.ReadNow(buffer));
    }

    private static byte[] ManyChunks()
    {
        var file = new WavBytes().Format(1, 1, 8000, 16);
        for (var i = 0; i < 5_000; i++)
        {
            file.Chunk("junk", []);
        }

        return file.Chunk("data", RampBytes).ToArray();
    }

    private static ValueTask<WavReader> OpenAsync(byte[] file) => WavReader.OpenAsync(new MemoryStream(file), CancellationToken.None);
}
