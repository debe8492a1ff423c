using System.Text.Json.Nodes;

namespace ServerlessAffect.Reports.Charts;

/// <summary>One or several lines over a number, with bands for their intervals.</summary>
public static class LineChart
{
    private const int PointsPerLine = 600;

    /// <param name="lines">At most ten.</param>
    /// <param name="xTitle">With its unit.</param>
    /// <param name="yTitle">With its unit.</param>
    /// <param name="zero">The vertical axis starts at zero.</param>
    public static JsonObject Of(IReadOnlyList<Line> lines, string xTitle, string yTitle, bool zero = false)
    {
        var values = new JsonArray();
        int longest = 0;
        foreach (var line in lines)
        {
            if (line.X.Count != line.Y.Count)
            {
                throw new ArgumentException($"Line '{line.Name}' has {line.X.Count} places and {line.Y.Count} values.", nameof(lines));
            }

            longest = Math.Max(longest, line.X.Count);
            foreach (var i in Thinning.Indices(line.X.Count, PointsPerLine))
            {
                var row = new JsonObject { ["s"] = line.Name, ["x"] = Spec.Number(line.X[i]), ["y"] = Spec.Number(line.Y[i]) };
                if (line.Low is not null)
                {
                    (row["lo"], row["hi"]) = (Spec.Number(line.Low[i]), Spec.Number(line.High![i]));
                }

                values.Add(row);
            }
        }

        var x = Spec.Quantitative("x", xTitle);
        x["scale"] = new JsonObject { ["zero"] = false, ["nice"] = false };
        return Draw(values, [.. lines.Select(line => line.Name)], x, yTitle, zero, lines.Any(line => line.Low is not null), longest <= 40)
            .WithNote(Thinning.Note(longest, PointsPerLine, "points of a line"));
    }

    /// <summary>Rows of a series <c>s</c>, a place <c>x</c>, a value <c>y</c> and, with bands, its interval from <c>lo</c> to <c>hi</c>.</summary>
    internal static JsonObject Draw(JsonArray values, IReadOnlyList<string> names, JsonObject x, string yTitle, bool zero, bool bands, bool points)
    {
        var y = Spec.Quantitative("y", yTitle);
        y["scale"] = new JsonObject { ["zero"] = zero };
        var colour = Spec.Colour("s", null, names);
        if (names.Count == 1)
        {
            colour["legend"] = null;
        }

        var layers = new JsonArray();
        if (bands)
        {
            layers.Add(new JsonObject
            {
                ["mark"] = new JsonObject { ["type"] = "area", ["opacity"] = 0.18 },
                ["encoding"] = new JsonObject { ["y"] = Spec.Quantitative("lo", yTitle), ["y2"] = new JsonObject { ["field"] = "hi" } },
            });
        }

        layers.Add(new JsonObject
        {
            ["mark"] = new JsonObject { ["type"] = "line", ["strokeWidth"] = 2, ["point"] = points },
            ["encoding"] = new JsonObject { ["y"] = y },
        });
        var xTip = new JsonObject { ["field"] = "x", ["type"] = x["type"]!.DeepClone(), ["title"] = x["title"]?.DeepClone() };
        if (x["timeUnit"] is { } unit)
        {
            xTip["timeUnit"] = unit.DeepClone();
        }
        else
        {
            xTip["format"] = ",.4~g";
        }

        var spec = Spec.Of(values);
        spec["encoding"] = new JsonObject
        {
            ["x"] = x,
            ["color"] = colour,
            ["tooltip"] = new JsonArray(Spec.Tooltip("s", "series"), xTip, Spec.Tooltip("y", yTitle, ",.3~r")),
        };
        if (bands)
        {
            var tips = spec["encoding"]!["tooltip"]!.AsArray();
            tips.Add(Spec.Tooltip("lo", "from", ",.3~r"));
            tips.Add(Spec.Tooltip("hi", "to", ",.3~r"));
        }

        spec["layer"] = layers;
        return spec.WithAspect(0.5, 340);
    }
}
