using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Tests.Running;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Cli.Tests;

/// <summary>WebVTT tracks of recordings, by the model that comes with the program.</summary>
public sealed class TrackTests : IDisposable
{
    private static readonly string Recording = Path.Combine(SharedFiles.RepositoryRoot, "samples", "good-news.wav");
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_track_is_written_into_a_folder_that_was_not_there()
    {
        var tracks = Path.Combine(_folder.Root, "new", "tracks");

        var run = await CommandRun.OfAsync("score", Recording, "--model", "speech-emotion", "--vtt", tracks, "--json");

        Assert.True(run.ExitCode == ExitCodes.Done, run.Error + run.Out);
        Assert.StartsWith("WEBVTT", await File.ReadAllTextAsync(Path.Combine(tracks, "good-news.wav.speech-emotion.vtt")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recordings_of_the_same_name_keep_a_track_each()
    {
        var tracks = Path.Combine(_folder.Root, "tracks");
        var copies = new[] { "a", "b" }.Select(folder => Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.Root, folder)).FullName, "talk.wav")).ToArray();
        Array.ForEach(copies, copy => File.Copy(Recording, copy));

        var run = await CommandRun.OfAsync(["score", .. copies, "--model", "speech-emotion", "--vtt", tracks, "--json"]);

        Assert.True(run.ExitCode == ExitCodes.Done, run.Error + run.Out);
        Assert.Equal(
            ["talk.wav.2.speech-emotion.vtt", "talk.wav.speech-emotion.vtt"],
            Directory.EnumerateFiles(tracks).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_name_that_leaves_no_room_for_the_tracks_gives_way_to_the_items()
    {
        var copy = Path.Combine(_folder.Root, new string('n', 246) + ".wav");
        File.Copy(Recording, copy);
        var tracks = Path.Combine(_folder.Root, "tracks");

        var run = await CommandRun.OfAsync("score", copy, "--model", "speech-emotion", "--vtt", tracks, "--json");

        Assert.True(run.ExitCode == ExitCodes.Done, run.Error + run.Out);
        var item = Assert.Single(run.Lines)["item"]!.GetValue<string>();
        Assert.Equal($"{item[..12]}.speech-emotion.vtt", Path.GetFileName(Assert.Single(Directory.EnumerateFiles(tracks))));
    }

    [SkippableFact]
    public async Task A_place_that_takes_no_track_is_said_to_be_that()
    {
        Skip.IfNot(Directory.Exists("/proc/self"), "There is no /proc.");

        var run = await CommandRun.OfAsync("score", Recording, "--model", "speech-emotion", "--vtt", "/proc/tracks", "--json");

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Equal(ErrorCodes.InputOutput, run.Lines[^1]["error"]!["code"]!.GetValue<string>());
    }
}
