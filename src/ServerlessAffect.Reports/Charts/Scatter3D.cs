using System.Text.Json.Nodes;

namespace ServerlessAffect.Reports.Charts;

/// <summary>Dots in space that two sliders turn, with the three axes drawn from their centre; beyond 3,000 items an even choice of them.</summary>
/// <remarks>Parallel projection, computed by the chart itself. Nearer dots are larger. All three axes have one scale, so distances are true.</remarks>
public static class Scatter3D
{
    private const int Points = 3_000;

    /// <param name="ids">Name of each item, shown when it is pointed at.</param>
    /// <param name="axisTitles">Three, such as the names of the components.</param>
    public static JsonObject Of(IReadOnlyList<double> x, IReadOnlyList<double> y, IReadOnlyList<double> z, IReadOnlyList<string> ids, IReadOnlyList<string> categories,
        IReadOnlyList<string> axisTitles, string categoryTitle)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Count, x.Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(z.Count, x.Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(ids.Count, x.Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(categories.Count, x.Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(axisTitles.Count, 3);

        var known = new Categories(categories);
        double[] centre = [Middle(x), Middle(y), Middle(z)];
        var reach = 1e-12;
        for (var i = 0; i < x.Count; i++)
        {
            var length = Math.Sqrt(Square(x[i] - centre[0]) + Square(y[i] - centre[1]) + Square(z[i] - centre[2]));
            reach = double.IsFinite(length) ? Math.Max(reach, length) : reach;
        }

        var values = new JsonArray();
        foreach (var i in Thinning.Indices(x.Count, Points))
        {
            values.Add(new JsonObject
            {
                ["x"] = Spec.Number((x[i] - centre[0]) / reach),
                ["y"] = Spec.Number((y[i] - centre[1]) / reach),
                ["z"] = Spec.Number((z[i] - centre[2]) / reach),
                ["c"] = known.Of(categories[i]),
                ["i"] = ids[i],
            });
        }

        return Draw(values, known.Domain, axisTitles, categoryTitle).WithAspect(0.72).WithNote(Thinning.Note(x.Count, Points));
    }

    private static JsonObject Draw(JsonArray values, IReadOnlyList<string> domain, IReadOnlyList<string> axisTitles, string categoryTitle)
    {
        var axes = new JsonArray();
        for (var a = 0; a < 3; a++)
        {
            axes.Add(new JsonObject { ["a"] = axisTitles[a], ["x"] = 0, ["y"] = 0, ["z"] = 0 });
            axes.Add(new JsonObject { ["a"] = axisTitles[a], ["x"] = a == 0 ? 0.9 : 0, ["y"] = a == 1 ? 0.9 : 0, ["z"] = a == 2 ? 0.9 : 0 });
        }

        return new JsonObject
        {
            ["params"] = new JsonArray(Slider("turn", "turn (degrees)", -180, 180, 35), Slider("tilt", "tilt (degrees)", -90, 90, 20)),
            ["layer"] = new JsonArray(
                new JsonObject
                {
                    ["data"] = Spec.Values(axes),
                    ["transform"] = Projection(),
                    ["layer"] = new JsonArray(
                        new JsonObject
                        {
                            ["mark"] = new JsonObject { ["type"] = "line", ["style"] = "axis" },
                            ["encoding"] = new JsonObject { ["x"] = Place("px"), ["y"] = Place("py"), ["detail"] = new JsonObject { ["field"] = "a" } },
                        },
                        new JsonObject
                        {
                            ["transform"] = new JsonArray(new JsonObject { ["filter"] = "datum.x + datum.y + datum.z > 0" }),
                            ["mark"] = new JsonObject { ["type"] = "text", ["style"] = "value", ["dy"] = -8 },
                            ["encoding"] = new JsonObject { ["x"] = Place("px"), ["y"] = Place("py"), ["text"] = new JsonObject { ["field"] = "a" } },
                        }),
                },
                new JsonObject
                {
                    ["data"] = Spec.Values(values),
                    ["transform"] = Projection(),
                    ["mark"] = new JsonObject { ["type"] = "circle", ["opacity"] = 0.75 },
                    ["encoding"] = new JsonObject
                    {
                        ["x"] = Place("px"),
                        ["y"] = Place("py"),
                        ["color"] = Spec.Colour("c", categoryTitle, domain),
                        ["size"] = new JsonObject
                        {
                            ["field"] = "pz",
                            ["type"] = "quantitative",
                            ["scale"] = new JsonObject { ["domain"] = Spec.Numbers(-1, 1), ["range"] = Spec.Numbers(10, 60) },
                            ["legend"] = null,
                        },
                        ["tooltip"] = new JsonArray(Spec.Tooltip("i", "item"), Spec.Tooltip("c", categoryTitle)),
                    },
                }),
        };
    }

    private static JsonObject Slider(string name, string label, int from, int to, int start) => new()
    {
        ["name"] = name,
        ["value"] = start,
        ["bind"] = new JsonObject { ["input"] = "range", ["min"] = from, ["max"] = to, ["step"] = 1, ["name"] = label },
    };

    /// <summary>Turns about the vertical axis, then tilts towards the reader: <c>px</c> and <c>py</c> on the screen, <c>pz</c> towards the eye.</summary>
    private static JsonArray Projection() =>
    [
        Calculate("datum.x * cos(turn * PI / 180) + datum.z * sin(turn * PI / 180)", "px"),
        Calculate("datum.z * cos(turn * PI / 180) - datum.x * sin(turn * PI / 180)", "qz"),
        Calculate("datum.y * cos(tilt * PI / 180) - datum.qz * sin(tilt * PI / 180)", "py"),
        Calculate("datum.y * sin(tilt * PI / 180) + datum.qz * cos(tilt * PI / 180)", "pz"),
    ];

    private static JsonObject Calculate(string expression, string name) => new() { ["calculate"] = expression, ["as"] = name };

    private static JsonObject Place(string field) => new()
    {
        ["field"] = field,
        ["type"] = "quantitative",
        ["axis"] = null,
        ["scale"] = new JsonObject { ["domain"] = Spec.Numbers(-1, 1), ["nice"] = false },
    };

    private static double Middle(IReadOnlyList<double> values)
    {
        double sum = 0;
        var count = 0;
        foreach (var value in values)
        {
            if (double.IsFinite(value))
            {
                (sum, count) = (sum + value, count + 1);
            }
        }

        return count == 0 ? 0 : sum / count;
    }

    private static double Square(double value) => value * value;
}
