using System.Text.Json.Nodes;

namespace ServerlessAffect.Reports.Charts;

/// <summary>A dot for each item, coloured by its category or by a value; beyond 4,000 items an even choice of them.</summary>
public static class Scatter
{
    /// <summary>Colours by category, the most frequent ten at most; a click on the legend brings one forward.</summary>
    /// <param name="ids">Name of each item, shown when it is pointed at.</param>
    public static JsonObject ByCategory(
        IReadOnlyList<double> x, IReadOnlyList<double> y, IReadOnlyList<string> ids, IReadOnlyList<string> categories, string xTitle, string yTitle, string categoryTitle)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(categories.Count, x.Count);
        var known = new Categories(categories);
        var spec = Draw(x, y, ids, xTitle, yTitle, (row, i) => row["c"] = known.Of(categories[i]), Spec.Colour("c", categoryTitle, known.Domain),
            Spec.Tooltip("c", categoryTitle));
        spec["params"] = new JsonArray(new JsonObject
        {
            ["name"] = "pick",
            ["select"] = new JsonObject { ["type"] = "point", ["fields"] = new JsonArray("c") },
            ["bind"] = "legend",
        });
        spec["encoding"]!["opacity"] = new JsonObject { ["condition"] = new JsonObject { ["param"] = "pick", ["value"] = 0.75 }, ["value"] = 0.06 };
        return spec;
    }

    /// <summary>Colours by value, from low to high.</summary>
    public static JsonObject ByValue(
        IReadOnlyList<double> x, IReadOnlyList<double> y, IReadOnlyList<string> ids, IReadOnlyList<double> values, string xTitle, string yTitle, string valueTitle)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Count, x.Count);
        var colour = Spec.Quantitative("c", valueTitle);
        colour["scale"] = new JsonObject { ["range"] = "heatmap" };
        return Draw(x, y, ids, xTitle, yTitle, (row, i) => row["c"] = Spec.Number(values[i]), colour, Spec.Tooltip("c", valueTitle, ",.3~r"));
    }

    private static JsonObject Draw(IReadOnlyList<double> x, IReadOnlyList<double> y, IReadOnlyList<string> ids, string xTitle, string yTitle,
        Action<JsonObject, int> colourOf, JsonObject colour, JsonObject colourTip)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Count, x.Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(ids.Count, x.Count);
        var values = new JsonArray();
        foreach (var i in Thinning.Indices(x.Count))
        {
            var row = new JsonObject { ["x"] = Spec.Number(x[i]), ["y"] = Spec.Number(y[i]), ["i"] = ids[i] };
            colourOf(row, i);
            values.Add(row);
        }

        var spec = Spec.Of(values);
        spec["mark"] = new JsonObject { ["type"] = "circle", ["size"] = x.Count > 2_000 ? 16 : x.Count > 500 ? 26 : 40, ["opacity"] = 0.75 };
        spec["encoding"] = new JsonObject
        {
            ["x"] = Axis("x", xTitle),
            ["y"] = Axis("y", yTitle),
            ["color"] = colour,
            ["tooltip"] = new JsonArray(Spec.Tooltip("i", "item"), colourTip, Spec.Tooltip("x", xTitle, ",.3~r"), Spec.Tooltip("y", yTitle, ",.3~r")),
        };
        return spec.WithAspect(0.72).WithNote(Thinning.Note(x.Count));
    }

    private static JsonObject Axis(string field, string title)
    {
        var axis = Spec.Quantitative(field, title);
        axis["scale"] = new JsonObject { ["zero"] = false };
        return axis;
    }
}
