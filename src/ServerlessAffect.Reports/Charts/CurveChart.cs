using System.Globalization;
using System.Text.Json.Nodes;

namespace ServerlessAffect.Reports.Charts;

/// <summary>Curves in the unit square, their areas in the legend.</summary>
internal static class CurveChart
{
    private const int PointsPerCurve = 250;

    public static JsonObject Of(IReadOnlyList<Curve> curves, string xTitle, string yTitle, string areaTitle, string interpolate, bool diagonal)
    {
        var (values, names) = (new JsonArray(), new List<string>());
        foreach (var curve in curves)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{curve.Name} ({areaTitle} {curve.Area:0.00})");
            names.Add(name);
            foreach (var i in Thinning.Indices(curve.X.Count, PointsPerCurve))
            {
                values.Add(new JsonObject { ["s"] = name, ["x"] = Spec.Number(curve.X[i]), ["y"] = Spec.Number(curve.Y[i]) });
            }
        }

        var layers = new JsonArray(new JsonObject
        {
            ["data"] = Spec.Values(values),
            // The points of a curve come in its own order: recall falls along it.
            ["transform"] = new JsonArray(new JsonObject { ["window"] = new JsonArray(new JsonObject { ["op"] = "row_number", ["as"] = "o" }) }),
            ["mark"] = new JsonObject { ["type"] = "line", ["strokeWidth"] = 2, ["interpolate"] = interpolate },
            ["encoding"] = new JsonObject
            {
                ["x"] = Unit("x", xTitle),
                ["y"] = Unit("y", yTitle),
                ["color"] = Spec.Colour("s", null, names),
                ["order"] = new JsonObject { ["field"] = "o" },
                ["tooltip"] = new JsonArray(Spec.Tooltip("s", "curve"), Spec.Tooltip("x", xTitle, ".2f"), Spec.Tooltip("y", yTitle, ".2f")),
            },
        });
        if (diagonal)
        {
            layers.Insert(0, Diagonal(xTitle, yTitle));
        }

        return new JsonObject { ["layer"] = layers }.WithAspect(0.8, 420)
            .WithNote(Thinning.Note(curves.Count == 0 ? 0 : curves.Max(curve => curve.X.Count), PointsPerCurve, "points of a curve"));
    }

    /// <summary>From corner to corner: what guessing, or perfect calibration, would give.</summary>
    public static JsonObject Diagonal(string xTitle, string yTitle) => new()
    {
        ["data"] = Spec.Values([new JsonObject { ["x"] = 0, ["y"] = 0 }, new JsonObject { ["x"] = 1, ["y"] = 1 }]),
        ["mark"] = new JsonObject { ["type"] = "line", ["style"] = "reference", ["tooltip"] = null },
        ["encoding"] = new JsonObject { ["x"] = Unit("x", xTitle), ["y"] = Unit("y", yTitle) },
    };

    public static JsonObject Unit(string field, string title)
    {
        var channel = Spec.Quantitative(field, title, ".1~f");
        channel["scale"] = new JsonObject { ["domain"] = Spec.Numbers(0, 1), ["nice"] = false };
        return channel;
    }
}
