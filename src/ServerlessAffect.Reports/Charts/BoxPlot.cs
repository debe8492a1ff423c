using System.Text.Json.Nodes;

namespace ServerlessAffect.Reports.Charts;

/// <summary>Middle half, median, whiskers and what lies beyond, for each of several groups on one scale.</summary>
public static class BoxPlot
{
    /// <param name="boxes">In order.</param>
    /// <param name="valueTitle">What the values are, with their unit.</param>
    public static JsonObject Of(IReadOnlyList<FiveNumbers> boxes, string valueTitle)
    {
        var (values, outliers) = (new JsonArray(), new JsonArray());
        foreach (var box in boxes)
        {
            values.Add(new JsonObject
            {
                ["l"] = box.Name,
                ["lo"] = Spec.Number(box.Low),
                ["q1"] = Spec.Number(box.Q1),
                ["m"] = Spec.Number(box.Median),
                ["q3"] = Spec.Number(box.Q3),
                ["hi"] = Spec.Number(box.High),
                ["n"] = box.Count,
            });
            foreach (var outlier in box.Outliers)
            {
                outliers.Add(new JsonObject { ["l"] = box.Name, ["v"] = Spec.Number(outlier) });
            }
        }

        var y = Spec.Nominal("l", null, [.. boxes.Select(box => box.Name)]);
        var tooltip = new JsonArray(Spec.Tooltip("l", "of"), Spec.Tooltip("n", "items", ",d"), Spec.Tooltip("q1", "first quartile", ",.3~r"), Spec.Tooltip("m", "median", ",.3~r"),
            Spec.Tooltip("q3", "third quartile", ",.3~r"));
        var spec = Spec.Of(values);
        spec["height"] = new JsonObject { ["step"] = 28 };
        spec["encoding"] = new JsonObject { ["y"] = y };
        spec["layer"] = new JsonArray(
            Layer("rule", Range("lo", "hi", valueTitle), tooltip),
            new JsonObject
            {
                ["mark"] = new JsonObject { ["type"] = "bar", ["size"] = 14, ["cornerRadius"] = 2, ["style"] = "box" },
                ["encoding"] = With(Range("q1", "q3", valueTitle), tooltip),
            },
            new JsonObject
            {
                ["mark"] = new JsonObject { ["type"] = "tick", ["size"] = 14, ["thickness"] = 2, ["style"] = "median" },
                ["encoding"] = With(new JsonObject { ["x"] = Spec.Quantitative("m", valueTitle) }, tooltip),
            },
            new JsonObject
            {
                ["data"] = Spec.Values(outliers),
                ["mark"] = new JsonObject { ["type"] = "point", ["size"] = 20, ["opacity"] = 0.8 },
                ["encoding"] = new JsonObject
                {
                    ["x"] = Spec.Quantitative("v", valueTitle),
                    ["tooltip"] = new JsonArray(Spec.Tooltip("l", "of"), Spec.Tooltip("v", "value", ",.4~g")),
                },
            });
        return spec;
    }

    private static JsonObject Layer(string mark, JsonObject encoding, JsonArray tooltip) => new() { ["mark"] = mark, ["encoding"] = With(encoding, tooltip) };

    private static JsonObject Range(string from, string to, string title)
    {
        var x = Spec.Quantitative(from, title);
        x["scale"] = new JsonObject { ["zero"] = false };
        return new JsonObject { ["x"] = x, ["x2"] = new JsonObject { ["field"] = to } };
    }

    private static JsonObject With(JsonObject encoding, JsonArray tooltip)
    {
        encoding["tooltip"] = tooltip.DeepClone();
        return encoding;
    }
}
