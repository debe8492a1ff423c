using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Explorations;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Queues;
using ServerlessAffect.Core.Readings;

namespace ServerlessAffect.Conformance;

/// <summary>Values to store. Times have fractions and offsets, names have letters of several scripts: what a careless adapter loses.</summary>
public static class Samples
{
    public static DateTimeOffset Noon { get; } = new(2026, 3, 4, 12, 0, 0, 123, TimeSpan.FromHours(2));

    public static ContentHash Hash(string of) => ContentHash.Compute(Encoding.UTF8.GetBytes(of));

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static ItemRecord Item(string content, params ItemSource[] sources) => new()
    {
        Id = Hash(content),
        Sources = sources.Length > 0 ? sources : [new ItemSource("été/ζ.txt", "Ann Öz", Noon, "0x1"), new ItemSource("request", null, Noon)],
        Modality = Modality.Text,
        Format = "txt",
        Bytes = Bytes(content).Length,
        State = ItemState.Received,
        Expected = [new ExpectedPrediction("mood", "20260304-0123abcd", Hash("schema"), false)],
        ReceivedAt = Noon,
        UpdatedAt = Noon,
    };

    public static PredictionDocument Prediction(string content, string model = "mood", string version = "20260304-0123abcd", string label = "glad") => new()
    {
        Item = Hash(content),
        File = "été/ζ.csv",
        Modality = Modality.Text,
        Model = new ModelIdentity(model, version, Hash("onnx")),
        Schema = Hash("schema"),
        Notice = "A machine wrote this.",
        Readings =
        [
            new Reading
            {
                Row = 0, Status = ReadingStatus.Scored, Label = label, Confidence = 0.1 + 0.2, Unsure = false,
                Probabilities = new Dictionary<string, double> { ["sad, low"] = 0.7 - 0.1e-15, ["glad"] = 0.1 + 0.2 },
            },
            new Reading { Row = 2, Status = ReadingStatus.Failed, Error = new ReadingError("empty-text", "Row 2 has no text.") },
        ],
    };

    public static ScoreRequest Request(string content, string model = "mood") => new()
    {
        V = ScoreRequest.CurrentVersion,
        Item = Hash(content),
        Schema = Hash("schema"),
        Model = model,
        ModelVersion = "20260304-0123abcd",
    };

    public static ReportRecord Report(string question) => new()
    {
        Id = Hash(question),
        Question = new ReportQuestion { Kind = ReportKind.Texts, Prefix = "été/ζ", Subject = "Ann Öz", Methods = ["kmeans", "ward"], K = 3, Seed = 7 },
        State = ReportState.Queued,
        Items = [Hash("a"), Hash("b")],
        Subjects = ["Ann Öz"],
        Models = ["mood@20260304-0123abcd"],
        SeenAt = Noon,
        QueuedAt = Noon,
    };

    public static FeatureSchema Schema(string name = "mood-terms") => new()
    {
        Name = name,
        Version = 1,
        Modality = Modality.Text,
        Parameters = new JsonObject { ["kind"] = "terms", ["sublinear"] = true },
        Axes = [new FeatureAxis("row", -1), new FeatureAxis("term", 5)],
        Assets = new Dictionary<string, ContentHash> { ["vocabulary.tsv"] = Hash("vocabulary") },
    };

    public static SparseFeatures Features() => new(
        new CsrMatrix(3, 5, [0, 2, 2, 5], [1, 4, 0, 2, 3], [0.1f, -1e-30f, 1, float.MaxValue, 0.5]),
        [0, 1, 3],
        [new RejectedRow(2, "empty-text", "Row 2 has no text.")]);

    /// <summary>Windows of five columns, one every half second.</summary>
    public static DenseFeatures Windows(int count)
    {
        var rows = new DenseRows(5);
        var windows = new FeatureWindow[count];
        for (var i = 0; i < count; i++)
        {
            rows.Append([i, -1e-30f, float.MaxValue, i / 3f, 0]);
            windows[i] = new FeatureWindow(i * 0.5, (i * 0.5) + 1.1, i % 4 / 3f);
        }

        return new DenseFeatures(rows, windows, count + 0.1, "energy") { Notice = "It was quiet." };
    }

    /// <summary>The spelling by which records are compared: lists have no value equality.</summary>
    public static string Json<T>(T value) => JsonSerializer.Serialize(value, AffectJson.Options);
}
