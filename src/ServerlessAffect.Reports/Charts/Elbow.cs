using System.Text.Json.Nodes;

namespace ServerlessAffect.Reports.Charts;

/// <summary>Inertia and silhouette over the number of clusters, each on a scale of its own, with the chosen number marked.</summary>
public static class Elbow
{
    /// <param name="k">Ascending.</param>
    /// <param name="inertia">One for each k.</param>
    /// <param name="silhouette">One for each k; NaN leaves a gap.</param>
    /// <param name="chosen">The k that was taken.</param>
    public static JsonObject Of(IReadOnlyList<int> k, IReadOnlyList<double> inertia, IReadOnlyList<double> silhouette, int chosen)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(inertia.Count, k.Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(silhouette.Count, k.Count);
        return new JsonObject { ["concat"] = new JsonArray(Panel(k, inertia, "inertia", "~s", chosen), Panel(k, silhouette, "mean silhouette", ".2~f", chosen)), ["columns"] = 2 };
    }

    private static JsonObject Panel(IReadOnlyList<int> k, IReadOnlyList<double> values, string title, string format, int chosen)
    {
        var rows = new JsonArray();
        for (var i = 0; i < k.Count; i++)
        {
            rows.Add(new JsonObject { ["k"] = k[i], ["v"] = Spec.Number(values[i]) });
        }

        var y = Spec.Quantitative("v", title, format);
        y["scale"] = new JsonObject { ["zero"] = false };
        JsonObject X() => new()
        {
            ["field"] = "k",
            ["type"] = "quantitative",
            ["title"] = "clusters",
            ["axis"] = new JsonObject { ["format"] = "d", ["tickMinStep"] = 1, ["grid"] = false },
            ["scale"] = new JsonObject { ["zero"] = false, ["nice"] = false, ["padding"] = 12 },
        };
        return new JsonObject
        {
            ["height"] = 220,
            ["layer"] = new JsonArray(
                new JsonObject
                {
                    ["data"] = Spec.Values([new JsonObject { ["k"] = chosen }]),
                    ["mark"] = new JsonObject { ["type"] = "rule", ["style"] = "reference" },
                    ["encoding"] = new JsonObject { ["x"] = X() },
                },
                new JsonObject
                {
                    ["data"] = Spec.Values(rows),
                    ["mark"] = new JsonObject { ["type"] = "line", ["point"] = true, ["strokeWidth"] = 2 },
                    ["encoding"] = new JsonObject
                    {
                        ["x"] = X(),
                        ["y"] = y,
                        ["tooltip"] = new JsonArray(Spec.Tooltip("k", "clusters", "d"), Spec.Tooltip("v", title, ",.4~r")),
                    },
                }),
        };
    }
}
