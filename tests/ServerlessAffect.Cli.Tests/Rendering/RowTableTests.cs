using System.Text;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Rendering;
using ServerlessAffect.Cli.Scoring;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Cli.Tests.Rendering;

public class RowTableTests
{
    private static readonly Reading Happy = new() { Row = 0, Status = ReadingStatus.Scored, Label = "happy", Confidence = 0.8, Unsure = false };

    [Fact]
    public void The_notice_of_voices_stands_once_below_them()
    {
        var lines = Write(
            new ScoredRow("a.wav", 0, null, Modality.Audio, Happy, Source("speech")),
            new ScoredRow("b.mp4", 0, null, Modality.Video, Happy, Source("speech")),
            new ScoredRow("c.txt", 0, null, Modality.Text, Happy, Source("words")));
        Assert.Equal("speech: Not a fact, says speech.", lines[^1]);
        Assert.Single(lines, l => l.Contains("Not a fact", StringComparison.Ordinal));
    }

    [Fact]
    public void Texts_and_failures_alone_have_none()
    {
        var failed = ScoredRow.Failed("a.wav", null, Modality.Audio, new ReadingError("no-sound", "It has no sound."));
        Assert.DoesNotContain(
            Write(failed, new ScoredRow("c.txt", 0, null, Modality.Text, Happy, Source("words"))), l => l.Contains("Not a fact", StringComparison.Ordinal));
    }

    private static string[] Write(params ScoredRow[] rows)
    {
        using var output = new MemoryStream();
        using var terminal = new Terminal(new Surroundings("/", new Dictionary<string, string>()), Stream.Null, output, TextWriter.Null, isInteractive: false, width: 120);
        using (var table = new RowTable(terminal))
        {
            foreach (var row in rows)
            {
                table.Write(row);
            }
        }

        return Encoding.UTF8.GetString(output.ToArray()).TrimEnd().Split('\n');
    }

    private static ReadingSource Source(string model) => new(new ModelIdentity(model, "1", ContentHash.Compute("m"u8)), ContentHash.Compute("s"u8), $"Not a fact, says {model}.");
}
