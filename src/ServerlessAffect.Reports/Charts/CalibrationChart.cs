using System.Text.Json.Nodes;

namespace ServerlessAffect.Reports.Charts;

/// <summary>What was said against what came: on the diagonal probabilities mean what they say. Larger dots stand for more readings.</summary>
public static class CalibrationChart
{
    private const string X = "mean predicted probability", Y = "share that was right";

    /// <param name="bins">In ascending order within a series; empty ones left out.</param>
    public static JsonObject Of(IReadOnlyList<CalibrationBin> bins)
    {
        var values = new JsonArray();
        foreach (var bin in bins)
        {
            values.Add(new JsonObject
            {
                ["s"] = bin.Series,
                ["x"] = Spec.Number(bin.Predicted),
                ["y"] = Spec.Number(bin.Observed),
                ["lo"] = Spec.Number(bin.Low),
                ["hi"] = Spec.Number(bin.High),
                ["n"] = bin.Count,
            });
        }

        var names = bins.Select(bin => bin.Series).Distinct(StringComparer.Ordinal).ToList();
        var colour = Spec.Colour("s", null, names);
        if (names.Count == 1)
        {
            colour["legend"] = null;
        }

        return new JsonObject
        {
            ["layer"] = new JsonArray(
                CurveChart.Diagonal(X, Y),
                new JsonObject
                {
                    ["data"] = Spec.Values(values),
                    ["encoding"] = new JsonObject
                    {
                        ["x"] = CurveChart.Unit("x", X),
                        ["color"] = colour,
                        ["tooltip"] = new JsonArray(
                            Spec.Tooltip("s", "series"), Spec.Tooltip("x", X, ".2f"), Spec.Tooltip("y", Y, ".2f"),
                            Spec.Tooltip("lo", "from", ".2f"), Spec.Tooltip("hi", "to", ".2f"), Spec.Tooltip("n", "readings", ",d")),
                    },
                    ["layer"] = new JsonArray(
                        new JsonObject
                        {
                            ["mark"] = new JsonObject { ["type"] = "rule", ["opacity"] = 0.6 },
                            ["encoding"] = new JsonObject { ["y"] = CurveChart.Unit("lo", Y), ["y2"] = new JsonObject { ["field"] = "hi" } },
                        },
                        new JsonObject
                        {
                            ["mark"] = new JsonObject { ["type"] = "line", ["strokeWidth"] = 1.5 },
                            ["encoding"] = new JsonObject { ["y"] = CurveChart.Unit("y", Y) },
                        },
                        new JsonObject
                        {
                            ["mark"] = new JsonObject { ["type"] = "circle", ["opacity"] = 1 },
                            ["encoding"] = new JsonObject
                            {
                                ["y"] = CurveChart.Unit("y", Y),
                                ["size"] = new JsonObject
                                {
                                    ["field"] = "n",
                                    ["type"] = "quantitative",
                                    ["title"] = "readings",
                                    ["scale"] = new JsonObject { ["range"] = Spec.Numbers(20, 260) },
                                    ["legend"] = null,
                                },
                            },
                        }),
                }),
        }.WithAspect(0.8, 420);
    }
}
