using System.Text.Json.Nodes;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Tests.Running;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Audio;
using ServerlessAffect.Features.Npz;
using ServerlessAffect.Testing;
using ServerlessAffect.Testing.Audio;

namespace ServerlessAffect.Cli.Tests;

public sealed class ClipFeaturesTests(TinyModels models) : IClassFixture<TinyModels>, IDisposable
{
    private static readonly string[] JudgedBySpectrum = ["time_stretch_0p8", "pitch_shift_0p7", "pitch_shift_0p7_kaiser_best"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task The_reference_set_of_golden_samples_is_librosas()
    {
        var differences = new List<string>();
        foreach (var clip in GoldenClip.All())
        {
            var (arrays, description) = await ComputeAsync(clip.SamplesFile, AudioFeatureSets.Reference);
            differences.AddRange(Compare(clip, arrays));
            var raised = description["raised"]!.AsArray().Select(r => r!["name"]!.GetValue<string>()).ToArray();
            Assert.All(clip.Raised, name => Assert.Contains(name, raised));
            Assert.DoesNotContain(raised, name => clip.Find(name) is not null);
            Assert.Equal(arrays.Keys.Order(StringComparer.Ordinal), description["arrays"]!.AsArray().Select(a => a!["name"]!.GetValue<string>()).Order(StringComparer.Ordinal));
            Assert.Equal(GoldenClip.SampleRate, description["sampleRate"]!.GetValue<int>());
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [SkippableFact]
    public async Task The_seed_and_vlog_sets_of_golden_samples_are_librosas()
    {
        var compared = 0;
        foreach (var clip in GoldenClip.All().Where(c => c.Find("seed_vector") is not null))
        {
            var (seed, _) = await ComputeAsync(clip.SamplesFile, AudioFeatureSets.Seed);
            var (vlog, _) = await ComputeAsync(clip.SamplesFile, AudioFeatureSets.Vlog);
            Assert.Empty(Compare(clip, seed).Concat(Compare(clip, vlog)));
            compared += seed.Count + vlog.Count;
        }

        Assert.True(compared > 0);
    }

    [Fact]
    public async Task A_wav_file_at_the_rate_gives_what_its_samples_give()
    {
        var samples = TestTone();
        var npy = _folder.Write("a.npy", NpyFile.Write(NpyArray.Of(samples)));
        var wav = _folder.Write("a.wav", WavBytes.Float32(1, 22_050, samples));

        var (ofNpy, _) = await ComputeAsync(npy, AudioFeatureSets.Seed);
        var (ofWav, _) = await ComputeAsync(wav, AudioFeatureSets.Seed);

        Assert.Equal(2916, ofNpy["seed_vector"].Data.Length);
        Assert.Equal((float[])ofNpy["seed_vector"].Data, (float[])ofWav["seed_vector"].Data);
    }

    [Fact]
    public async Task Stereo_at_another_rate_is_mixed_and_brought_to_the_rate_asked_for()
    {
        var stereo = Enumerable.Range(0, 2 * 44_100).Select(n => (n % 2 == 0 ? 0.1f : 0.3f) * MathF.Sin(n / 2 * 0.05f)).ToArray();
        var wav = _folder.Write("a.wav", WavBytes.Float32(2, 44_100, stereo));

        var (arrays, description) = await ComputeAsync(wav, AudioFeatureSets.Reference);

        Assert.Equal(22_050, description["sampleRate"]!.GetValue<int>());
        var rms = (float[])arrays["rms"].Data;
        Assert.Equal(1 + (22_050 / 512), rms.Length);
        Assert.Equal(0.2 / Math.Sqrt(2), rms[20], 1e-3);
    }

    [Theory]
    [InlineData(AudioFeatureSets.Seed, ExitCodes.Failed)]
    [InlineData(AudioFeatureSets.Reference, ExitCodes.Done)]
    public async Task What_a_short_clip_has_no_values_for_is_named_and_the_rest_is_written(string set, int exitCode)
    {
        var run = await RunAsync(_folder.Write("a.npy", NpyFile.Write(NpyArray.Of(TestTone()[..3000]))), set);

        Assert.Equal(exitCode, run.ExitCode);
        var raised = Assert.Single(run.Lines)["raised"]!.AsArray();
        var seed = raised.Single(r => r!["name"]!.GetValue<string>() == "seed_vector")!;
        Assert.StartsWith(ErrorCodes.TooShort, seed["error"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7999")]
    [InlineData("96001")]
    [InlineData("fast")]
    public async Task A_rate_that_is_none_is_a_slip_of_the_command_line(string rate)
    {
        var file = _folder.Write("a.npy", NpyFile.Write(NpyArray.Of(TestTone())));
        var run = await CommandRun.OfAsync(models.Surroundings, "features", file, "--set", AudioFeatureSets.Vlog, "--sample-rate", rate, "--out", Path.Combine(_folder.Root, "f.npz"));
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
    }

    public static TheoryData<string, byte[], string> Refused => new()
    {
        { "a.npy", [1, 2, 3], ErrorCodes.MalformedSound },
        { "a.npy", NpyFile.Write(NpyArray.Of(1.0, 2.0)), ErrorCodes.MalformedSound },
        { "a.npy", NpyFile.Write(new NpyArray(new float[4], 2, 2)), ErrorCodes.MalformedSound },
        { "a.npy", NpyFile.Write(NpyArray.Of(0f, float.NaN)), ErrorCodes.NotFinite },
        { "a.npy", NpyFile.Write(NpyArray.Of<float>()), ErrorCodes.NoSound },
        { "a.txt", "words"u8.ToArray(), ErrorCodes.UnsupportedModality },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_holds_no_samples_is_refused_with_its_code(string name, byte[] content, string code)
    {
        var run = await RunAsync(_folder.Write(name, content), AudioFeatureSets.Reference);

        Assert.NotEqual(ExitCodes.Done, run.ExitCode);
        Assert.Contains(code, run.Error, StringComparison.Ordinal);
    }

    private static float[] TestTone() => [.. Enumerable.Range(0, 3 * 22_050 + 2205).Select(n => 0.3f * MathF.Sin(n * 0.06f))];

    private static IEnumerable<string> Compare(GoldenClip clip, IReadOnlyDictionary<string, NpyArray> arrays) =>
        from array in arrays
        where !JudgedBySpectrum.Contains(array.Key) && !array.Key.StartsWith("pyin_", StringComparison.Ordinal) && array.Key != "stft_frames"
        where clip.Find(array.Key) is not null && !GoldenTolerance.IsSkipped(clip, array.Key)
        let difference = GoldenTolerance.Differs(clip, array.Key, clip.Find(array.Key)!, GoldenFrames.Kept(clip, array.Key, array.Value.Data, array.Value.Shape))
        where difference is not null
        select difference;

    private Task<CommandRun> RunAsync(string file, string set) =>
        CommandRun.OfAsync(models.Surroundings, "features", file, "--set", set, "--out", Path.Combine(_folder.Root, "f.npz"), "--json");

    private async Task<(IReadOnlyDictionary<string, NpyArray> Arrays, JsonObject Description)> ComputeAsync(string file, string set)
    {
        var run = await RunAsync(file, set);
        Assert.True(run.ExitCode == ExitCodes.Done, run.Error);
        var written = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.Root, "f.json")))!.AsObject();
        Assert.True(JsonNode.DeepEquals(written, Assert.Single(run.Lines)));
        return (NpzFile.Read(await File.ReadAllBytesAsync(Path.Combine(_folder.Root, "f.npz"))), written);
    }
}
