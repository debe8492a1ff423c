using System.Diagnostics;
using ServerlessAffect.Core.Media;
using ServerlessAffect.EndToEnd.Tests.Running;

namespace ServerlessAffect.EndToEnd.Tests;

public sealed class DemoTests : IDisposable
{
    private static readonly string[] TextModels = Shipped.Models(Modality.Text);
    private static readonly string[] SpeechModels = Shipped.Models(Modality.Audio);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_demo_shows_every_sample_with_its_readings_and_what_is_quarantined()
    {
        var started = Stopwatch.GetTimestamp();

        using var demo = await AffectProcess.RunAsync(_folder.Root, "demo");

        Assert.True(await demo.ExitCodeAsync() == 0, demo.Error);
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 60);
        Assert.All(Shipped.Samples(), sample => Assert.Contains(sample, demo.Out, StringComparison.Ordinal));
        Assert.All(TextModels.Concat(SpeechModels), model => Assert.Contains(model, demo.Out, StringComparison.Ordinal));

        Assert.Contains("damaged.txt: quarantined, not-text: ", demo.Out, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(_folder.Root, ".affect", "demo"), demo.Out, StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:", demo.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', demo.Out);
        Assert.All(demo.Out.Split('\n').Where(l => l.Contains("tweet-", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 0, AffectProcess.Width));
    }

    [Fact]
    public async Task As_json_it_prints_a_line_per_reading_and_then_where_things_are()
    {
        using var demo = await AffectProcess.RunAsync(_folder.Root, "demo", "--json");

        Assert.True(await demo.ExitCodeAsync() == 0, demo.Error);
        var lines = demo.Lines;
        var scored = lines.Where(l => l["status"]?.GetValue<string>() == "scored").ToArray();
        Assert.Equal(
            TextModels.Concat(SpeechModels).Order(StringComparer.Ordinal), scored.Select(l => l["model"]!["name"]!.GetValue<string>()).Distinct().Order(StringComparer.Ordinal));

        // Three texts, and eight rows of the table; two recordings and a video.
        Assert.Equal(((3 + 8) * TextModels.Length) + (3 * SpeechModels.Length), scored.Length);
        Assert.All(scored.Where(l => l["modality"]!.GetValue<string>() != "text"), line =>
        {
            Assert.NotEmpty(line["windows"]!.AsArray());
            Assert.Contains("Purpose: evaluation", line["notice"]!.GetValue<string>(), StringComparison.Ordinal);
        });
        Assert.Equal("damaged.txt", Assert.Single(lines, l => l["status"]?.GetValue<string>() == "quarantined")["file"]!.GetValue<string>());
        var results = lines[^1]["results"]!.GetValue<string>();
        Assert.Equal(1 + (4 * TextModels.Length * 2) + (3 * SpeechModels.Length * 3), Directory.GetFiles(results).Length);
        Assert.Equal(
            Directory.GetFiles(results, "*.csv").Select(f => Path.ChangeExtension(f, ".json")).Order(StringComparer.Ordinal),
            Directory.GetFiles(results, "*.*.json").Where(f => !f.EndsWith(".reason.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(1 + 8, File.ReadLines(Path.Combine(results, "watchlist.csv.tweet-topic.csv")).Count());
    }

    [Fact]
    public async Task Interrupted_it_stops_cleanly_and_leaves_nothing_running()
    {
        using var demo = AffectProcess.Start(_folder.Root, "demo");
        await demo.UntilAsync(() => demo.Error.Contains("Dropping", StringComparison.Ordinal));
        var children = ChildrenOf(demo.Id);
        Assert.NotEmpty(children);

        demo.Interrupt();

        Assert.Equal(130, await demo.ExitCodeAsync(40));
        Assert.Contains("affect: stopped.", demo.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(children, child => Directory.Exists($"/proc/{child}"));
    }

    private static string[] ChildrenOf(int id) =>
        File.ReadAllText($"/proc/{id}/task/{id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } direct
            ? direct
            : [.. Directory.GetDirectories($"/proc/{id}/task").SelectMany(t => File.ReadAllText(Path.Combine(t, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))];
}
