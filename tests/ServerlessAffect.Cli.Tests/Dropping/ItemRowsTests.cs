using System.Text;
using System.Text.Json.Nodes;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Dropping;
using ServerlessAffect.Cli.Rendering;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Pipeline.Items;

namespace ServerlessAffect.Cli.Tests.Dropping;

public class ItemRowsTests
{
    private static readonly ContentHash Item = ContentHash.Compute("words"u8);
    private static readonly ModelRelease Dead = new(1, "tweet-topic", "20260101-00000000", default, DateTimeOffset.UnixEpoch, "first version");
    private static readonly ModelRelease Alive = new(1, "tweet-sentiment", "20260101-11111111", default, DateTimeOffset.UnixEpoch, "first version");

    [Fact]
    public void A_model_that_died_is_named_in_the_table_and_in_json()
    {
        var (table, json) = (Shown(terminal => new RowTable(terminal)), Shown(terminal => new RowJsonLines(terminal.OutBytes)).Split('\n'));

        var row = Assert.Single(table.Split('\n'), l => l.Contains("dead", StringComparison.Ordinal) && !l.Contains("scoring-failed", StringComparison.Ordinal));
        Assert.Contains("tweet-topic", row, StringComparison.Ordinal);
        Assert.Contains("a.txt: tweet-topic@20260101-00000000: dead, scoring-failed: It broke.", table, StringComparison.Ordinal);
        var model = JsonNode.Parse(json[0])!["model"]!;
        Assert.Equal(("tweet-topic", "20260101-00000000", null), (Text(model["name"]), Text(model["version"]), Text(model["sha256"])));
        Assert.Equal("tweet-sentiment", Text(JsonNode.Parse(json[1])!["model"]!["name"]));
    }

    private static string? Text(JsonNode? node) => node?.GetValue<string>();

    private static string Shown(Func<Terminal, IRowRenderer> rendererOf)
    {
        using var output = new MemoryStream();
        using (var terminal = new Terminal(new Surroundings("", new Dictionary<string, string>()), Stream.Null, output, TextWriter.Null, isInteractive: false, Terminal.DefaultWidth))
        {
            using (var renderer = rendererOf(terminal))
            {
                foreach (var row in ItemRows.Of("a.txt", Details(), new UploadOutcome(UploadStage.Read, null, [Dead, Alive], new Dictionary<ModelRelease, ReadingError> { [Dead] = new("scoring-failed", "It broke.") })))
                {
                    renderer.Write(row);
                }
            }

            terminal.Out.Flush();
            terminal.OutBytes.Flush();
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static ItemDetails Details() => new(
        new ItemRecord
        {
            Id = Item,
            Sources = [],
            Modality = Modality.Text,
            Format = "txt",
            Bytes = 5,
            State = ItemState.Dead,
            ReceivedAt = DateTimeOffset.UnixEpoch,
            UpdatedAt = DateTimeOffset.UnixEpoch,
        },
        [
            new PredictionDocument
            {
                Item = Item,
                File = "a.txt",
                Modality = Modality.Text,
                Model = new ModelIdentity(Alive.Model, Alive.Version, Item),
                Schema = Item,
                Notice = "",
                Readings = [new Reading { Row = 0, Status = ReadingStatus.Scored, Label = "Bullish", Confidence = 0.9, Unsure = false, Probabilities = new Dictionary<string, double> { ["Bullish"] = 0.9 } }],
            },
        ],
        []);
}
