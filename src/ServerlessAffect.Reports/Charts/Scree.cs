using System.Text.Json.Nodes;

namespace ServerlessAffect.Reports.Charts;

/// <summary>How much of the variance each component holds, and all up to it.</summary>
public static class Scree
{
    private const int Limit = 40;

    /// <param name="ratios">Explained variance ratio of each component, as PCA gives them; the first forty are drawn.</param>
    public static JsonObject Of(IReadOnlyList<double> ratios)
    {
        var values = new JsonArray();
        var sum = 0.0;
        for (var i = 0; i < Math.Min(ratios.Count, Limit); i++)
        {
            sum += ratios[i];
            values.Add(new JsonObject { ["k"] = i + 1, ["v"] = Spec.Number(ratios[i]), ["s"] = Spec.Number(sum), ["a"] = "one component", ["b"] = "all up to it" });
        }

        var names = new[] { "one component", "all up to it" };
        var x = new JsonObject { ["field"] = "k", ["type"] = "ordinal", ["title"] = "component", ["axis"] = new JsonObject { ["labelAngle"] = 0, ["labelOverlap"] = "greedy" } };
        var spec = Spec.Of(values);
        spec["encoding"] = new JsonObject
        {
            ["x"] = x,
            ["tooltip"] = new JsonArray(Spec.Tooltip("k", "component", "d"), Spec.Tooltip("v", names[0], ".1%"), Spec.Tooltip("s", names[1], ".1%")),
        };
        spec["layer"] = new JsonArray(Share("bar", "v", "a", names), Share("line", "s", "b", names));
        return spec.WithAspect(0.5, 320)
            .WithNote(ratios.Count > Limit ? $"The first {Limit} of {ratios.Count} components are drawn." : null);
    }

    private static JsonObject Share(string mark, string field, string name, string[] names)
    {
        var y = Spec.Quantitative(field, "share of the variance", ".0%");
        y["scale"] = new JsonObject { ["domain"] = Spec.Numbers(0, 1) };
        return new JsonObject
        {
            ["mark"] = mark == "bar" ? new JsonObject { ["type"] = "bar", ["cornerRadiusEnd"] = 2 } : new JsonObject { ["type"] = "line", ["point"] = true, ["strokeWidth"] = 2 },
            ["encoding"] = new JsonObject { ["y"] = y, ["color"] = Spec.Colour(name, null, names) },
        };
    }
}
