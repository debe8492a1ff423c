using System.Text;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Inference.Timelines;

namespace ServerlessAffect.Inference.Tests.Timelines;

public sealed class WebVttTests
{
    [Fact]
    public void Cues_carry_time_label_and_doubt()
    {
        var track = Track("Not a fact.", new ReadingWindow(0, 2.25, "glad", 0.834, false), new ReadingWindow(3599.9996, 3661.5, "sad", 0.4149, true), new ReadingWindow(360000, 360001, "calm", 1, false));
        Assert.Equal(
            $"""
            WEBVTT

            NOTE
            Model mood@20261120-01234567, sha256 {new string('0', 64)}.
            Not a fact.

            00:00:00.000 --> 00:00:02.250
            glad (0.83)

            01:00:00.000 --> 01:01:01.500
            unsure: sad (0.41)

            100:00:00.000 --> 100:00:01.000
            calm (1.00)

            """.ReplaceLineEndings("\n"),
            track);
    }

    [Fact]
    public void No_label_and_no_notice_can_break_the_track()
    {
        var track = Track("Line one\r\n\r\n00:00:00.000 --> 00:00:09.000\nmine", new ReadingWindow(0, 1, "a<b>&c\n\nNOTE --> d", 0.5, false));
        Assert.Contains("Line one 00:00:00.000 -> 00:00:09.000 mine\n\n", track, StringComparison.Ordinal);
        Assert.Contains("\na&lt;b&gt;&amp;c NOTE --&gt; d (0.50)\n", track, StringComparison.Ordinal);
        Assert.Single(track.Split(" --> ")[1..]);
    }

    [Fact]
    public void A_recording_without_reading_says_why()
    {
        var failed = new Reading { Row = 0, Status = ReadingStatus.Failed, Error = new ReadingError("no-sound", "There is none.") };
        Assert.EndsWith("\nNOTE\nNo reading, no-sound: There is none.\n", Encoding.UTF8.GetString(WebVtt.Write(Document("n", failed))), StringComparison.Ordinal);
    }

    private static string Track(string notice, params ReadingWindow[] windows) =>
        Encoding.UTF8.GetString(WebVtt.Write(Document(notice, new Reading { Row = 0, Status = ReadingStatus.Scored, Label = "glad", Confidence = 0.5, Unsure = false, Windows = windows })));

    private static PredictionDocument Document(string notice, Reading reading) => new()
    {
        Item = default,
        File = "a.wav",
        Modality = Modality.Audio,
        Model = new ModelIdentity("mood", "20261120-01234567", default),
        Schema = ContentHash.Compute("schema"u8),
        Notice = notice,
        Readings = [reading],
    };
}
