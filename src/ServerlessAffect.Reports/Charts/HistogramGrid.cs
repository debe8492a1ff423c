using System.Text.Json.Nodes;

namespace ServerlessAffect.Reports.Charts;

/// <summary>A small histogram of each of many features, each on scales of its own.</summary>
public static class HistogramGrid
{
    /// <param name="features">In order; their names head the cells.</param>
    public static JsonObject Of(IReadOnlyList<Series> features)
    {
        var values = new JsonArray();
        foreach (var feature in features)
        {
            foreach (var row in Histogram.Rows(Binning.Of(feature.Values, 20), feature.Name))
            {
                values.Add(row!.DeepClone());
            }
        }

        var spec = Spec.Of(values);
        spec["facet"] = new JsonObject
        {
            ["field"] = "f",
            ["type"] = "nominal",
            ["title"] = null,
            ["sort"] = Spec.Texts(features.Select(feature => feature.Name)),
            ["header"] = new JsonObject { ["labelLimit"] = 170, ["labelFontSize"] = 11, ["labelPadding"] = 2 },
        };
        spec["resolve"] = new JsonObject { ["scale"] = new JsonObject { ["x"] = "independent", ["y"] = "independent" } };
        spec["spec"] = new JsonObject
        {
            ["mark"] = new JsonObject { ["type"] = "rect" },
            ["height"] = 60,
            ["encoding"] = new JsonObject
            {
                ["x"] = new JsonObject
                {
                    ["field"] = "a",
                    ["type"] = "quantitative",
                    ["title"] = null,
                    ["scale"] = new JsonObject { ["zero"] = false, ["nice"] = false },
                    ["axis"] = new JsonObject { ["tickCount"] = 3, ["format"] = ".2~g", ["grid"] = false },
                },
                ["x2"] = new JsonObject { ["field"] = "b" },
                ["y"] = new JsonObject { ["field"] = "n", ["type"] = "quantitative", ["title"] = null, ["axis"] = null },
                ["y2"] = new JsonObject { ["datum"] = 0 },
                ["tooltip"] = new JsonArray(
                    Spec.Tooltip("f", "feature"), Spec.Tooltip("a", "from", ",.4~g"), Spec.Tooltip("b", "to", ",.4~g"), Spec.Tooltip("n", "items", ",d")),
            },
        };
        return spec;
    }
}
