using ServerlessAffect.EndToEnd.Tests.Running;
using ServerlessAffect.Inference.Packages;
using ServerlessAffect.Integration.Tests;

namespace ServerlessAffect.EndToEnd.Tests;

/// <summary>The demo with a model of recordings alone, a made-up one.</summary>
public sealed class SpeechDemoTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Recordings_and_the_video_are_shown_with_their_readings()
    {
        using var demo = await DemoAsync(new Dictionary<string, string>(), "--json");

        Assert.True(await demo.ExitCodeAsync() == 0, demo.Error);
        var scored = demo.Lines.Where(l => l["status"]?.GetValue<string>() == "scored").ToArray();
        Assert.Equal(["good-news.wav", "postcard.mp4", "rainy-week.ogg"], scored.Select(l => l["file"]!.GetValue<string>()));
        Assert.Equal(["audio", "video", "audio"], scored.Select(l => l["modality"]!.GetValue<string>()));
        Assert.All(scored, line =>
        {
            Assert.Equal(TinySpeech.Name, line["model"]!["name"]!.GetValue<string>());
            Assert.NotEmpty(line["windows"]!.AsArray());
            Assert.Contains("Purpose: evaluation, for none was declared (Affect:Purpose).", line["notice"]!.GetValue<string>(), StringComparison.Ordinal);
        });
        var results = demo.Lines[^1]["results"]!.GetValue<string>();
        Assert.StartsWith("WEBVTT\n", File.ReadAllText(Path.Combine(results, $"postcard.mp4.{TinySpeech.Name}.vtt")), StringComparison.Ordinal);
        Assert.Single(demo.Error.Split('\n'), l => l.Contains("No model under models/ reads texts.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_ffmpeg_one_line_says_what_to_do_and_the_rest_is_shown()
    {
        using var demo = await DemoAsync(new Dictionary<string, string> { ["Affect__Ffmpeg"] = "/nowhere/ffmpeg" });

        Assert.True(await demo.ExitCodeAsync() == 0, demo.Error);
        var line = Assert.Single(demo.Error.Split('\n'), l => l.Contains("ffmpeg", StringComparison.Ordinal));
        Assert.StartsWith("Left out: postcard.mp4, rainy-week.ogg. ", line, StringComparison.Ordinal);
        Assert.Contains("apt-get install ffmpeg", line, StringComparison.Ordinal);
        Assert.Contains("good-news.wav", demo.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("rainy-week.ogg", demo.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HR", "prohibited-purpose")]
    [InlineData("anything", "unknown-purpose")]
    public async Task A_purpose_that_is_refused_stops_it_with_one_line(string purpose, string code)
    {
        using var demo = await DemoAsync(new Dictionary<string, string> { ["Affect__Purpose"] = purpose });

        Assert.Equal(1, await demo.ExitCodeAsync());
        Assert.Equal("", demo.Out);
        Assert.Contains($"({code})", Assert.Single(demo.Error.Split('\n'), l => l.StartsWith("affect: ", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private async Task<AffectProcess> DemoAsync(IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        var package = TinySpeech.Package();
        var models = Path.Combine(_folder.Root, "models");
        await ModelFolder.WriteAsync(package, Path.Combine(models, package.Manifest.Name, package.Manifest.Version), CancellationToken.None);
        return AffectProcess.Start(_folder.Root, new Dictionary<string, string>(environment) { ["AFFECT_MODELS"] = models }, ["demo", .. args]);
    }
}
