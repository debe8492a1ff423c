using ServerlessAffect.Core.Errors;
using ServerlessAffect.Inference.VoiceActivity;
using ServerlessAffect.Signal.Wav;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Inference.Tests.VoiceActivity;

public sealed class VoiceActivityRuleTests
{
    private const int Rate = 16_000;

    [SkippableFact]
    public async Task Silero_hears_speech_and_neither_a_tone_nor_noise()
    {
        Skip.IfNot(File.Exists(Path.Combine(AppContext.BaseDirectory, VoiceActivityRule.ModelFile)), "The npm package @ricky0123/vad-web is not installed.");
        using var rule = VoiceActivityRule.Open();
        Assert.Equal("silero-v6", rule.Name);
        Assert.InRange(Share(rule, await SpeechAsync()), 0.5, 1);
        Assert.InRange(Share(rule, Tone()), 0, 0.1);
        Assert.InRange(Share(rule, Noise()), 0, 0.1);
        Assert.Equal(0, Share(rule, new float[2 * Rate]));
    }

    [SkippableFact]
    public async Task Recordings_at_the_same_time_do_not_disturb_each_other()
    {
        Skip.IfNot(File.Exists(Path.Combine(AppContext.BaseDirectory, VoiceActivityRule.ModelFile)), "The npm package @ricky0123/vad-web is not installed.");
        using var rule = VoiceActivityRule.Open();
        var speech = await SpeechAsync();
        var alone = Share(rule, speech);
        Parallel.For(0, 6, i => Assert.Equal(alone, Share(rule, i % 2 == 0 ? speech : [.. speech])));
    }

    [Fact]
    public async Task Without_the_model_loudness_decides()
    {
        var empty = Directory.CreateTempSubdirectory("affect-vad-");
        using var rule = VoiceActivityRule.Open(empty.FullName);
        empty.Delete();
        Assert.Equal("energy", rule.Name);
        Assert.InRange(Share(rule, await SpeechAsync()), 0.3, 1);
        Assert.Equal(0, Share(rule, new float[2 * Rate]));
    }

    [Fact]
    public void Another_file_of_that_name_never_reaches_native_code()
    {
        var folder = Directory.CreateTempSubdirectory("affect-vad-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, VoiceActivityRule.ModelFile), "not the model");
            Assert.Equal(ErrorCodes.TamperedModel, Assert.Throws<AffectException>(() => VoiceActivityRule.Open(folder.FullName)).Code);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Share of the frames in which somebody speaks.</summary>
    private static double Share(VoiceActivityRule rule, float[] samples)
    {
        using var activity = rule.Start();
        var (frames, voiced) = (samples.Length / activity.FrameLength, 0);
        for (var i = 0; i < frames; i++)
        {
            voiced += activity.Next(samples.AsSpan(i * activity.FrameLength, activity.FrameLength)) ? 1 : 0;
        }

        return (double)voiced / frames;
    }

    /// <summary>The sample of speech that comes with the repository: 16 kHz, mono.</summary>
    private static async Task<float[]> SpeechAsync()
    {
        await using var wav = await WavReader.OpenAsync(File.OpenRead(Path.Combine(SharedFiles.RepositoryRoot, "samples", "good-news.wav")), CancellationToken.None);
        Assert.Equal((Rate, 1), (wav.SampleRate, wav.Channels));
        var samples = new float[10 * Rate];
        var count = 0;
        for (var read = 1; read > 0; count += read)
        {
            read = await wav.ReadAsync(samples.AsMemory(count), CancellationToken.None);
        }

        return samples[..count];
    }

    private static float[] Tone() => [.. Enumerable.Range(0, 2 * Rate).Select(i => (float)(0.5 * Math.Sin(2 * Math.PI * 440 * i / Rate)))];

    private static float[] Noise()
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, 2 * Rate).Select(_ => (random.NextSingle() - 0.5f) * 0.3f)];
    }
}
