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

    [SkippableFact]
    public async Task A_place_that_takes_no_track_is_said_to_be_that()
    {
        Skip.IfNot(Directory.Exists("/proc/self"), "There is no /proc.");

        var run = await CommandRun.OfAsync("score", Recording, "--model", "speech-emotion", "--vtt", "/proc/tracks", "--json");

        Assert.Equal(ExitCodes.Failed, run.ExitCode);
        Assert.Equal(ErrorCodes.InputOutput, run.Lines[^1]["error"]!["code"]!.GetValue<string>());
    }
}
