using System.Text.Json;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Inference.Tests;

public sealed class ReadingFactoryTests
{
    private static readonly ReadingFactory Readings = new(ModelFactory.Draft(3) with
    {
        Classes = ["zulu", "alpha", "mike"],
        Calibration = new ModelCalibration("temperature", 1, 0.5),
    });

    [Fact]
    public void The_most_probable_class_is_the_label_even_when_unsure()
    {
        var reading = Readings.Scored(4, [0.2f, 0.3f, 0.49999f]);
        Assert.Equal((4, "mike", true), (reading.Row, reading.Label, reading.Unsure));
        Assert.Equal(0.49999, reading.Confidence);
        Assert.False(Readings.Scored(0, [0.2f, 0.5f, 0.3f]).Unsure);
    }

    [Fact]
    public void Equal_probabilities_give_the_first_class() => Assert.Equal("zulu", Readings.Scored(0, [0.4f, 0.4f, 0.2f]).Label);

    [Fact]
    public void Probabilities_keep_the_models_order_in_json()
    {
        var json = JsonSerializer.Serialize(Readings.Scored(0, [0.1f, 0.7f, 0.2f]), AffectJson.Options);
        Assert.Contains("""
            "probabilities":{"zulu":0.1,"alpha":0.7,"mike":0.2}
            """.Trim(), json, StringComparison.Ordinal);
        var read = JsonSerializer.Deserialize<Reading>(json, AffectJson.Options)!;
        Assert.Equal(0.7, read.Probabilities!["alpha"]);
    }

    [Fact]
    public void Probabilities_are_found_by_name()
    {
        var probabilities = Readings.Scored(0, [0.1f, 0.7f, 0.2f]).Probabilities!;
        Assert.True(probabilities.TryGetValue("mike", out var value));
        Assert.Equal(0.2, value);
        Assert.False(probabilities.TryGetValue("november", out _));
        Assert.False(probabilities.ContainsKey("november"));
        Assert.Equal(["zulu", "alpha", "mike"], probabilities.Keys);
        Assert.Equal([0.1, 0.7, 0.2], probabilities.Values);
        Assert.Equal(3, probabilities.Count);
    }

    [Fact]
    public void Scored_and_rejected_rows_come_in_the_order_of_the_file()
    {
        var features = new SparseFeatures(
            new CsrMatrix(2, 5, [0, 0, 0], [], []),
            [0, 3],
            [new RejectedRow(1, ErrorCodes.EmptyText, "There is no text."), new RejectedRow(2, ErrorCodes.DocumentTooLong, "Too long.")]);
        var readings = Readings.Create(features, new ProbabilityMatrix(2, 3, [1, 0, 0, 0, 0, 1]));
        Assert.Equal([0, 1, 2, 3], readings.Select(r => r.Row));
        Assert.Equal([ReadingStatus.Scored, ReadingStatus.Failed, ReadingStatus.Failed, ReadingStatus.Scored], readings.Select(r => r.Status));
        Assert.Equal(new ReadingError(ErrorCodes.EmptyText, "There is no text."), readings[1].Error);
        Assert.Null(readings[1].Label);
        Assert.Null(readings[1].Probabilities);
    }

    [Fact]
    public void Probabilities_of_other_rows_or_classes_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Readings.Scored(0, [1f]));
        var features = new SparseFeatures(new CsrMatrix(0, 5, [0], [], []), [], []);
        Assert.Throws<ArgumentException>(() => Readings.Create(features, new ProbabilityMatrix(1, 3, [1, 0, 0])));
    }
}
