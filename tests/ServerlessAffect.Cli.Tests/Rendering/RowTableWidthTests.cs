using System.Text;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Rendering;
using ServerlessAffect.Cli.Scoring;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Cli.Tests.Rendering;

public sealed class RowTableWidthTests
{
    private const string Label = "General News | Opinion";

    public static TheoryData<int> Widths() => [40, 41, 50, 60, 70, 79, 80, 81, 100, 120, 300, 1000];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Label_and_confidence_can_be_read_at_every_width(int width)
    {
        var shown = Show(width, "tweet-sentiment", Scored);

        Assert.All(shown.Split('\n'), line => Assert.True(line.TrimEnd().Length <= width, $"{line.Length} characters: {line}"));
        Assert.All(Label.Split(' '), word => Assert.Contains(word, shown, StringComparison.Ordinal));
        Assert.Contains("0.912", shown, StringComparison.Ordinal);
        Assert.Contains("tweet-sentiment", shown, StringComparison.Ordinal);
        Assert.Contains(".txt", shown, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void A_long_name_of_a_model_takes_nothing_from_the_label(int width)
    {
        var shown = Show(width, new string('m', 60), Scored);

        Assert.Contains("Opinion", shown, StringComparison.Ordinal);
        Assert.Contains("0.912", shown, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void What_failed_says_so_at_every_width(int width)
    {
        var shown = Show(width, "tweet-sentiment", new Reading { Row = 0, Status = ReadingStatus.Failed, Error = new ReadingError("empty-text", "The text is empty.") });

        Assert.Contains("failed", shown, StringComparison.Ordinal);
        Assert.Contains("empty-text: The text is empty.", shown, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void The_timeline_of_a_recording_is_shown_at_every_width(int width)
    {
        var shown = Show(width, "speech-emotion", Scored with { Windows = [new(0, 1.5, "angry", 0.75, false), new(1.5, 3, "calm", 0.5, true)] });

        Assert.All(["00:00.0 - 00:01.5", "angry", "0.750", "calm", "0.500"], part => Assert.Contains(part, shown, StringComparison.Ordinal));
    }

    private static Reading Scored => new() { Row = 0, Status = ReadingStatus.Scored, Label = Label, Confidence = 0.9123, Unsure = true };

    private static string Show(int width, string model, Reading reading)
    {
        var hash = ContentHash.Compute("a"u8);
        using var output = new MemoryStream();
        using (var terminal = new Terminal(new Surroundings("/", new Dictionary<string, string>()), Stream.Null, output, TextWriter.Null, isInteractive: false, width))
        {
            using var table = new RowTable(terminal);
            table.Write(new ScoredRow(
                "/home/somebody/with/a/long/name/of/a/folder/ok.txt", 0, hash, Modality.Text, reading, new ReadingSource(new ModelIdentity(model, "20260101-2c26b46b", hash), hash, "A notice.")));
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }
}
