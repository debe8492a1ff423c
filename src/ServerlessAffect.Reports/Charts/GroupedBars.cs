using System.Text.Json.Nodes;

namespace ServerlessAffect.Reports.Charts;

/// <summary>For each category a bar of each series, side by side.</summary>
public static class GroupedBars
{
    /// <param name="categories">In order.</param>
    /// <param name="series">Each as long as <paramref name="categories"/>; NaN leaves a gap.</param>
    /// <param name="valueTitle">What the length means, with its unit.</param>
    /// <param name="format">As d3-format writes numbers.</param>
    public static JsonObject Of(IReadOnlyList<string> categories, IReadOnlyList<Series> series, string valueTitle, string format = ",.3~r")
    {
        var values = new JsonArray();
        foreach (var one in series)
        {
            if (one.Values.Count != categories.Count)
            {
                throw new ArgumentException($"Series '{one.Name}' has {one.Values.Count} values for {categories.Count} categories.", nameof(series));
            }

            for (var i = 0; i < categories.Count; i++)
            {
                values.Add(new JsonObject { ["l"] = categories[i], ["s"] = one.Name, ["v"] = Spec.Number(one.Values[i]) });
            }
        }

        var names = series.Select(one => one.Name).ToList();
        var spec = Spec.Of(values);
        spec["mark"] = new JsonObject { ["type"] = "bar", ["cornerRadiusEnd"] = 2 };
        spec["height"] = new JsonObject { ["step"] = 14, ["for"] = "offset" };
        spec["encoding"] = new JsonObject
        {
            ["y"] = Spec.Nominal("l", null),
            ["yOffset"] = Spec.Nominal("s", null, names),
            ["x"] = Spec.Quantitative("v", valueTitle, format),
            ["color"] = Spec.Colour("s", null, names),
            ["tooltip"] = new JsonArray(Spec.Tooltip("l", "of"), Spec.Tooltip("s", "series"), Spec.Tooltip("v", valueTitle, format)),
        };
        return spec;
    }
}
