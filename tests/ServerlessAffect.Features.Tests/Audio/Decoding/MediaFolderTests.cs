using ServerlessAffect.Core.Errors;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Features.Tests.Audio.Decoding;

/// <summary>Every container and coding that is promised, odd ones and broken ones, made on the fly: each with the right outcome.</summary>
public sealed class MediaFolderTests(MediaFolder folder) : IClassFixture<MediaFolder>
{
    public static TheoryData<string> Recordings() => MediaFolder.Names("tone", "six");

    public static TheoryData<string> Videos() => MediaFolder.Names("video");

    [SkippableTheory]
    [MemberData(nameof(Recordings))]
    public async Task A_tone_comes_out_of_every_container_and_coding(string name)
    {
        var decoded = await Tone.ReadAsync(await Tone.OpenAsync(folder[name]));
        Assert.InRange(decoded.Seconds, 0.95, 1.2);
        Assert.InRange(decoded.ToneShare, 0.98, 1.001);
        Assert.Equal(name.StartsWith("six", StringComparison.Ordinal) ? 6 : 1, decoded.Channels);
        Assert.Empty(decoded.Notices);
    }

    [SkippableTheory]
    [InlineData("-B")]
    [InlineData("-B -b 24")]
    [InlineData("-B -e float -b 64")]
    [InlineData("-c 3 -b 24")]
    public async Task Odd_headers_that_sox_writes_are_read(string arguments)
    {
        var source = folder.Write("plain.wav", Tone.Wav());
        var path = Path.ChangeExtension(source, "odd.wav");
        MediaTool.Sox([source, .. arguments.Split(' '), path]);
        var decoded = await Tone.ReadAsync(await Tone.OpenAsync(path, new() { Ffmpeg = "/nowhere/ffmpeg" }));
        Assert.Equal((44_100, 1.0, true), (decoded.SampleRate, decoded.Seconds, decoded.ToneShare > 0.999));
    }

    [SkippableTheory]
    [MemberData(nameof(Videos))]
    public async Task The_sound_of_a_video_is_read_from_a_file_and_from_a_stream(string name)
    {
        foreach (var opening in new[] { Tone.OpenAsync(folder[name]), Tone.OpenAsync(folder.Read(name), Path.GetExtension(name)[1..]) })
        {
            var decoded = await Tone.ReadAsync(await opening);
            Assert.InRange(decoded.Seconds, 0.95, 1.2);
            Assert.InRange(decoded.ToneShare, 0.98, 1.001);
            Assert.Empty(decoded.Notices);
        }
    }

    [SkippableTheory]
    [InlineData("silent.mp4", ErrorCodes.NoSound)]
    [InlineData("silent.mov", ErrorCodes.NoSound)]
    [InlineData("silent.mkv", ErrorCodes.NoSound)]
    [InlineData("silent.webm", ErrorCodes.NoSound)]
    [InlineData("none.m4a", ErrorCodes.NoSound)]
    [InlineData("none.mkv", ErrorCodes.NoSound)]
    [InlineData("none.flac", ErrorCodes.NoSound)]
    [InlineData("none.ogg", ErrorCodes.NoSound)]
    [InlineData("none.aiff", ErrorCodes.NoSound)]
    [InlineData("none.wav", ErrorCodes.NoSound)]
    [InlineData("long.flac", ErrorCodes.TooLong)]
    [InlineData("long.m4a", ErrorCodes.TooLong)]
    public async Task What_holds_no_sound_or_too_much_is_refused(string name, string code)
    {
        Assert.InRange(new FileInfo(folder[name]).Length, 1, 100_000);
        await RefusesAsync(code, () => Tone.OpenAsync(folder[name], new() { MaxDuration = TimeSpan.FromMinutes(1) }));
    }

    [SkippableTheory]
    [InlineData("mp3")]
    [InlineData("m4a")]
    [InlineData("mp4")]
    [InlineData("mkv")]
    [InlineData("ogg")]
    [InlineData("flac")]
    [InlineData("aiff")]
    [InlineData("wma")]
    [InlineData("wav")]
    public async Task Other_content_than_the_name_promises_is_refused(string format)
    {
        byte[][] others = [folder.Read("picture.png"), "<!DOCTYPE html><html><body>404 Not Found</body></html>"u8.ToArray(), new byte[5000], "x"u8.ToArray()];
        foreach (var other in others)
        {
            var fault = await RefusesAsync(ErrorCodes.NotSound, () => Tone.OpenAsync(other, format));
            Assert.DoesNotContain("/", fault.Message, StringComparison.Ordinal);
        }
    }

    [SkippableTheory]
    [InlineData("a.mp3", "wma")]
    [InlineData("a.flac", "mp3")]
    [InlineData("a.m4a", "mkv")]
    [InlineData("v.mkv", "mp4")]
    [InlineData("a.ogg", "wav")]
    public async Task Sound_under_another_name_is_refused(string name, string format) =>
        await RefusesAsync(ErrorCodes.NotSound, () => Tone.OpenAsync(folder.Read(name), format));

    [Theory]
    [InlineData("mp3")]
    [InlineData("mp4")]
    [InlineData("wav")]
    public async Task An_empty_file_is_empty(string format) => await RefusesAsync(ErrorCodes.EmptyFile, () => Tone.OpenAsync([], format));

    [SkippableTheory]
    [InlineData("a.flac")]
    [InlineData("a.mp3")]
    [InlineData("a.aiff")]
    [InlineData("a.wma")]
    [InlineData("ima.wav")]
    [InlineData("24.wav")]
    public async Task What_a_cut_off_file_still_holds_is_read(string name)
    {
        var whole = folder.Read(name);
        var decoded = await Tone.ReadAsync(await Tone.OpenAsync(whole[..(whole.Length / 2)], Path.GetExtension(name)[1..]));
        Assert.InRange(decoded.Seconds, 0.2, 0.9);
    }

    [SkippableTheory]
    [InlineData("a.mkv")]
    [InlineData("a.webm")]
    public async Task A_container_that_says_how_long_it_is_and_ends_before_is_read_with_a_notice(string name)
    {
        var whole = folder.Read(name);
        var decoded = await Tone.ReadAsync(await Tone.OpenAsync(whole[..(whole.Length * 2 / 3)], Path.GetExtension(name)[1..]));
        Assert.InRange(decoded.Seconds, 0.1, 0.95);
        Assert.Contains("ends early", Assert.Single(decoded.Notices), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_video_that_ends_before_its_first_sound_is_damaged()
    {
        var whole = folder.Read("v.mkv");
        await RefusesAsync(ErrorCodes.MalformedSound, () => Tone.OpenAsync(whole[..(whole.Length * 2 / 3)], "mkv"));
    }

    [SkippableTheory]
    [InlineData("a.m4a")]
    [InlineData("v.mp4")]
    public async Task A_file_cut_off_before_its_index_is_damaged(string name)
    {
        var whole = folder.Read(name);
        await RefusesAsync(ErrorCodes.MalformedSound, () => Tone.OpenAsync(whole[..(whole.Length / 2)], Path.GetExtension(name)[1..]));
    }

    [SkippableFact]
    public async Task Damage_in_the_middle_is_read_around_with_a_notice()
    {
        var bytes = folder.Read("a.mp3");
        new Random(3).NextBytes(bytes.AsSpan(bytes.Length / 2, 2000));
        var decoded = await Tone.ReadAsync(await Tone.OpenAsync(bytes, "mp3"));
        Assert.InRange(decoded.Seconds, 0.5, 1.2);
        Assert.Single(decoded.Notices);
    }

    [SkippableFact]
    public async Task Unusable_samples_are_refused_in_a_container_as_in_a_plain_file()
    {
        var path = folder.Write("nan.wav", WavBytes.Float32(1, 8000, [.. Enumerable.Repeat(float.NaN, 8000)]));
        var video = Path.ChangeExtension(path, "mov");
        MediaTool.Ffmpeg("-i", path, "-c:a", "copy", video);
        await RefusesAsync(ErrorCodes.NotFinite, () => Tone.OpenAsync(path));
        await RefusesAsync(ErrorCodes.NotFinite, () => Tone.OpenAsync(video));
    }

    private static async Task<AffectException> RefusesAsync(string code, Func<Task<Signal.PcmStream>> open)
    {
        var fault = await Assert.ThrowsAsync<AffectException>(async () => await Tone.ReadAsync(await open()));
        Assert.Equal(code, fault.Code);
        return fault;
    }
}
