using System.Text.Json.Nodes;

namespace ServerlessAffect.Reports.Charts;

/// <summary>A dot with its range for each of several methods, tags or classes.</summary>
public static class Intervals
{
    /// <param name="intervals">In order, from the top. Several of one label stand side by side where their groups differ.</param>
    /// <param name="valueTitle">What is measured, with its unit.</param>
    /// <param name="reference">A line to hold them against: a baseline, or 0 for differences; null for none.</param>
    public static JsonObject Of(IReadOnlyList<Interval> intervals, string valueTitle, double? reference = null)
    {
        var values = new JsonArray();
        foreach (var interval in intervals)
        {
            values.Add(new JsonObject
            {
                ["l"] = interval.Label,
                ["v"] = Spec.Number(interval.Mean),
                ["lo"] = Spec.Number(interval.Low),
                ["hi"] = Spec.Number(interval.High),
                ["g"] = interval.Group,
            });
        }

        var groups = intervals.Select(interval => interval.Group).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var encoding = new JsonObject
        {
            ["y"] = Spec.Nominal("l", null, [.. intervals.Select(interval => interval.Label).Distinct(StringComparer.Ordinal)]),
            ["tooltip"] = new JsonArray(
                Spec.Tooltip("l", "of"), Spec.Tooltip("v", valueTitle, ",.3~r"), Spec.Tooltip("lo", "from", ",.3~r"), Spec.Tooltip("hi", "to", ",.3~r")),
        };
        if (groups.Count > 0)
        {
            encoding["color"] = Spec.Colour("g", null, groups);
            encoding["yOffset"] = Spec.Nominal("g", null, groups);
        }

        var layers = new JsonArray(
            new JsonObject
            {
                ["mark"] = new JsonObject { ["type"] = "rule", ["strokeWidth"] = 2, ["opacity"] = 0.6 },
                ["encoding"] = new JsonObject { ["x"] = Value("lo", valueTitle), ["x2"] = new JsonObject { ["field"] = "hi" } },
            },
            new JsonObject
            {
                ["mark"] = new JsonObject { ["type"] = "circle", ["size"] = 60, ["opacity"] = 1 },
                ["encoding"] = new JsonObject { ["x"] = Value("v", valueTitle) },
            });
        var spec = Spec.Of(values);
        spec["height"] = groups.Count > 0 ? new JsonObject { ["step"] = 14, ["for"] = "offset" } : new JsonObject { ["step"] = 24 };
        spec["layer"] = new JsonArray(new JsonObject { ["encoding"] = encoding, ["layer"] = layers });
        if (reference is { } line)
        {
            spec["layer"]!.AsArray().Insert(0, new JsonObject
            {
                ["data"] = Spec.Values([new JsonObject { ["r"] = Spec.Number(line) }]),
                ["mark"] = new JsonObject { ["type"] = "rule", ["style"] = "reference" },
                ["encoding"] = new JsonObject { ["x"] = Value("r", valueTitle) },
            });
        }

        return spec;
    }

    private static JsonObject Value(string field, string title)
    {
        var x = Spec.Quantitative(field, title);
        x["scale"] = new JsonObject { ["zero"] = false };
        return x;
    }
}
