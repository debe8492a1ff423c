using System.Globalization;
using System.Text.Json.Nodes;

namespace ServerlessAffect.Reports.Charts;

/// <summary>Words by weight, and beside them the heaviest ones as bars: long words look heavier in a cloud than they are.</summary>
public static class WordCloud
{
    private const int Words = 60, Bars = 15;

    /// <param name="words">The 60 heaviest are placed, as long as there is room.</param>
    /// <param name="weightTitle">What the weight is.</param>
    public static JsonObject Of(IReadOnlyList<WeightedWord> words, string weightTitle)
    {
        var heaviest = words.OrderByDescending(word => word.Weight).ThenBy(word => word.Text, StringComparer.Ordinal).Take(Words).ToList();
        var placed = WordLayout.Place(heaviest);
        var values = new JsonArray();
        foreach (var word in placed)
        {
            values.Add(new JsonObject
            {
                ["l"] = word.Word.Text,
                ["v"] = Spec.Number(word.Word.Weight),
                ["x"] = Spec.Number(word.X),
                ["y"] = Spec.Number(word.Y),
                ["z"] = Spec.Number(word.Size),
            });
        }

        var bars = BarChart.Of([.. heaviest.Take(Bars).Select(word => new Bar(word.Text, word.Weight))], weightTitle);
        bars["height"] = 330;
        var note = placed.Count == words.Count ? null : string.Create(CultureInfo.InvariantCulture, $"{placed.Count} of {words.Count:N0} words found a place in the cloud.");
        return new JsonObject { ["concat"] = new JsonArray(Cloud(values, weightTitle), bars), ["columns"] = 2 }.WithNote(note);
    }

    private static JsonObject Cloud(JsonArray values, string weightTitle)
    {
        var spec = Spec.Of(values);
        spec["mark"] = new JsonObject { ["type"] = "text", ["align"] = "center", ["baseline"] = "middle", ["fontWeight"] = 600 };
        spec["encoding"] = new JsonObject
        {
            ["x"] = Place("x", WordLayout.Width, reverse: false),
            ["y"] = Place("y", WordLayout.Height, reverse: true),
            ["text"] = new JsonObject { ["field"] = "l" },
            ["size"] = new JsonObject
            {
                ["field"] = "z",
                ["type"] = "quantitative",
                ["legend"] = null,
                ["scale"] = new JsonObject { ["domain"] = Spec.Numbers(0, WordLayout.Width), ["range"] = Spec.Numbers(0, WordLayout.Width) },
            },
            ["color"] = new JsonObject { ["field"] = "v", ["type"] = "quantitative", ["legend"] = null, ["scale"] = new JsonObject { ["range"] = "ramp" } },
            ["tooltip"] = new JsonArray(Spec.Tooltip("l", "word"), Spec.Tooltip("v", weightTitle, ",.3~r")),
        };
        return spec.WithAspect(WordLayout.Height / WordLayout.Width).WithSizesByWidth();
    }

    private static JsonObject Place(string field, double end, bool reverse) => new()
    {
        ["field"] = field,
        ["type"] = "quantitative",
        ["axis"] = null,
        ["scale"] = new JsonObject { ["domain"] = reverse ? Spec.Numbers(end, 0) : Spec.Numbers(0, end), ["nice"] = false, ["zero"] = false },
    };
}
