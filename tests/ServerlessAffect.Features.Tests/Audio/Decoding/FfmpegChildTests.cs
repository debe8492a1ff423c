using System.Diagnostics;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Features.Audio.Decoding;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Features.Tests.Audio.Decoding;

/// <summary>A decoder that is missing, hangs, is killed or misbehaves; and what it is not allowed.</summary>
public sealed class FfmpegChildTests(MediaFolder folder) : IClassFixture<MediaFolder>
{
    private const string WavHeader = @"printf 'RIFF\377\377\377\377WAVEfmt \020\0\0\0\001\0\001\0\100\037\0\0\200\076\0\0\002\0\020\0data\377\377\377\377'";

    [Fact]
    public async Task A_missing_decoder_is_named_with_its_remedy_and_plain_wav_needs_none()
    {
        var options = new DecodingOptions { Ffmpeg = "/nowhere/ffmpeg" };
        var fault = await FaultAsync("mp3", options);
        Assert.Equal(ErrorCodes.MissingTool, fault.Code);
        Assert.Contains("apt-get install ffmpeg", fault.Message, StringComparison.Ordinal);
        Assert.Equal(1.0, (await Tone.ReadAsync(await Tone.OpenAsync(Tone.Wav(), "wav", options))).Seconds);
    }

    [SkippableFact]
    public void The_option_comes_before_the_environment_and_both_before_the_path()
    {
        using var fake = new FakeFfmpeg("exit 0");
        Assert.Equal(fake.Path, FfmpegProgram.Locate(fake.Path, "/nowhere/ffmpeg", "mp3"));
        Assert.Equal(fake.Path, FfmpegProgram.Locate(null, fake.Path, "mp3"));
        Assert.Throws<AffectException>(() => FfmpegProgram.Locate(null, "/nowhere/ffmpeg", "mp3"));
    }

    [SkippableFact]
    public async Task A_program_that_may_not_be_run_is_as_good_as_missing()
    {
        using var fake = new FakeFfmpeg("exit 0");
        fake.Forbid();
        Assert.Equal(ErrorCodes.MissingTool, (await FaultAsync("mp3", new() { Ffmpeg = fake.Path })).Code);
    }

    [SkippableTheory]
    [InlineData("mp3")]
    [InlineData("mp4")]
    public async Task A_decoder_that_hangs_is_ended_with_everything_it_started(string format)
    {
        using var fake = new FakeFfmpeg("sleep 86371 & sleep 86372");
        var fault = await FaultAsync(format, new() { Ffmpeg = fake.Path, MaxSilence = TimeSpan.FromSeconds(0.5) });
        Assert.Equal(ErrorCodes.DecodingLimit, fault.Code);
        Assert.False(FakeFfmpeg.Runs("sleep 86371") || FakeFfmpeg.Runs("sleep 86372"));
    }

    [SkippableFact]
    public async Task A_decoder_that_hangs_after_its_header_is_ended()
    {
        using var fake = new FakeFfmpeg($"{WavHeader}; exec sleep 86373");
        Assert.Equal(ErrorCodes.DecodingLimit, (await FaultAsync("mp3", new() { Ffmpeg = fake.Path, MaxSilence = TimeSpan.FromSeconds(0.5) })).Code);
        Assert.False(FakeFfmpeg.Runs("sleep 86373"));
    }

    [SkippableFact]
    public async Task A_decoder_that_trickles_is_ended()
    {
        using var fake = new FakeFfmpeg($"{WavHeader}; while :; do printf xx; sleep 0.1; done");
        var options = new DecodingOptions { Ffmpeg = fake.Path, MaxSilence = TimeSpan.FromSeconds(2), MaxWaiting = TimeSpan.FromSeconds(1) };
        Assert.Equal(ErrorCodes.DecodingLimit, (await FaultAsync("mp3", options)).Code);
    }

    [SkippableFact]
    public async Task A_decoder_that_burns_processor_time_is_ended()
    {
        using var fake = new FakeFfmpeg("while :; do :; done");
        var options = new DecodingOptions { Ffmpeg = fake.Path, MaxProcessorTime = TimeSpan.FromSeconds(0.1) };
        var fault = await FaultAsync("mp3", options);
        Assert.Equal(ErrorCodes.DecodingLimit, fault.Code);
        Assert.Contains("processor", fault.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_decoder_that_asks_for_too_much_memory_fails_alone()
    {
        var fault = await FaultAsync("flac", new() { MaxDecoderMemory = 64L << 20 }, folder.Read("a.flac"));
        Assert.True(fault.Code is ErrorCodes.DecodingLimit or ErrorCodes.MissingTool, fault.Code);
    }

    [SkippableTheory]
    [InlineData("kill -9 $$")]
    [InlineData("kill -9 $$", true)]
    [InlineData("exit 255")]
    public async Task A_decoder_that_is_killed_may_be_tried_again(string end, bool afterHeader = false)
    {
        using var fake = new FakeFfmpeg(afterHeader ? $"{WavHeader}; printf xxxxxxxx; {end}" : end);
        var fault = await FaultAsync("mp3", new() { Ffmpeg = fake.Path });
        Assert.Equal((ErrorCodes.DecoderFailed, true), (fault.Code, fault.IsTransient));
    }

    [SkippableFact]
    public async Task Cancelling_ends_the_decoder()
    {
        using var fake = new FakeFfmpeg("exec sleep 86374");
        using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(0.3));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            AudioFile.OpenAsync(new MemoryStream([1]), MediaFormat.Named("mp3"), new() { Ffmpeg = fake.Path }, cancellation.Token));
        Assert.False(FakeFfmpeg.Runs("sleep 86374"));
    }

    [SkippableFact]
    public async Task A_reader_that_leaves_early_ends_the_decoder()
    {
        var pcm = await Tone.OpenAsync(folder["long.flac"]);
        Assert.True(await pcm.ReadAsync(new float[64], CancellationToken.None) > 0);
        await pcm.DisposeAsync();
        await pcm.DisposeAsync();
    }

    [SkippableTheory]
    [InlineData("a.mp3", "mp3")]
    [InlineData("a.m4a", "m4a")]
    public async Task A_source_that_fails_is_not_called_a_bad_file(string name, string format)
    {
        // Longer than what is looked at first.
        byte[] bytes = [.. folder.Read(name), .. new byte[300_000]];
        using var content = new FaultyStream(bytes, after: 200_000, () => throw new IOException("storage is gone"));
        await Assert.ThrowsAsync<IOException>(async () =>
            await Tone.ReadAsync(await AudioFile.OpenAsync(content, MediaFormat.Named(format), new(), CancellationToken.None)));
    }

    [SkippableFact]
    public async Task A_copy_that_is_sought_in_has_no_name()
    {
        using var temporary = new TemporaryFolder();
        await using var pcm = await Tone.OpenAsync(folder.Read("a.m4a"), "m4a", new() { TemporaryFolder = temporary.Path });
        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary.Path));
        Assert.True(await pcm.ReadAsync(new float[64], CancellationToken.None) > 0);
    }

    [SkippableFact]
    public void The_decoder_has_no_rights_no_network_no_secrets_and_limits()
    {
        using var fake = new FakeFfmpeg("id -u; grep -E 'NoNewPrivs|CapEff' /proc/self/status; env | cut -d= -f1 | sort | tr '\\n' ' '; echo; ulimit -f; ulimit -v; tail -n +3 /proc/self/net/dev | cut -d: -f1");
        Skip.IfNot(OperatingSystem.IsLinux(), "Namespaces and privileges of Linux.");
        Environment.SetEnvironmentVariable("AFFECT_TEST_SECRET", "x");
        using var process = Process.Start(FfmpegCommand.For(fake.Path, MediaContainer.Wav, new DecodingOptions { MaxDecoderMemory = 1L << 30 }, "/dev/null"))!;
        string[] lines = [.. process.StandardOutput.ReadToEnd().Split('\n').Select(l => l.Trim())];
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        Assert.DoesNotContain("SECRET", lines[3], StringComparison.Ordinal);
        Assert.Equal(("0", "1048576"), (lines[4], lines[5]));
        Skip.If(ChildConfinement.Prefix.Count == 0, "This machine has no setpriv, or does not permit it.");
        Assert.NotEqual("0", lines[0]);
        Assert.EndsWith("0000000000000000", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("1", lines[2], StringComparison.Ordinal);
        Skip.IfNot(ChildConfinement.Prefix.Contains("--net"), "This machine permits no network namespaces.");
        Assert.DoesNotContain(lines[6..], device => device is not ("" or "lo"));
    }

    private static async Task<AffectException> FaultAsync(string format, DecodingOptions options, byte[]? content = null) =>
        await Assert.ThrowsAsync<AffectException>(async () => await Tone.ReadAsync(await Tone.OpenAsync(content ?? [1, 2, 3], format, options)));
}
