using System.Globalization;
using System.Text.Json.Nodes;

namespace ServerlessAffect.Reports.Charts;

/// <summary>The last merges of an agglomerative clustering: what joins what, and at which distance.</summary>
public static class Dendrogram
{
    private const int LongestName = 24;

    /// <param name="linkage">
    /// [n - 1, 4] as SciPy writes it: the two nodes that merge (below n an item, else n plus the row of an earlier merge), their distance, the count of items.
    /// </param>
    /// <param name="names">Of the n items.</param>
    /// <param name="distanceTitle">What the height means.</param>
    /// <param name="lastMerges">So many are drawn; what was merged before stands as one leaf with its count.</param>
    /// <param name="cut">Height at which the tree is cut into clusters; null for none.</param>
    public static JsonObject Of(double[,] linkage, IReadOnlyList<string> names, string distanceTitle, int lastMerges = 30, double? cut = null)
    {
        var merges = linkage.GetLength(0);
        if (linkage.GetLength(1) != 4 || merges != names.Count - 1)
        {
            throw new ArgumentException($"{names.Count} items have a linkage of {names.Count - 1} x 4, not {merges} x {linkage.GetLength(1)}.", nameof(linkage));
        }

        var first = Math.Max(0, merges - lastMerges);
        var (places, leaves) = (new double[names.Count + merges], new JsonArray());
        Place(linkage, names, first, places, leaves);

        var values = new JsonArray();
        for (var m = first; m < merges; m++)
        {
            var (a, b) = ((int)linkage[m, 0], (int)linkage[m, 1]);
            double[] x = [places[a], places[a], places[b], places[b]];
            double[] y = [Height(linkage, names.Count, first, a), linkage[m, 2], linkage[m, 2], Height(linkage, names.Count, first, b)];
            for (var corner = 0; corner < 4; corner++)
            {
                values.Add(new JsonObject { ["m"] = m, ["o"] = corner, ["x"] = Spec.Number(x[corner]), ["y"] = Spec.Number(y[corner]), ["n"] = (int)linkage[m, 3] });
            }
        }

        return Draw(values, leaves, distanceTitle, cut).WithNote(first == 0
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"The last {merges - first} of {merges:N0} merges are drawn; what had merged before stands as one leaf with its count."));
    }

    /// <summary>Leaves from left to right, the first node of a merge to the left; walks without recursion, for a chain of ten thousand merges is a tree too.</summary>
    private static void Place(double[,] linkage, IReadOnlyList<string> names, int first, double[] places, JsonArray leaves)
    {
        var n = names.Count;
        var stack = new Stack<int>([places.Length - 1]);
        while (stack.TryPop(out var node))
        {
            if (node >= n + first)
            {
                stack.Push((int)linkage[node - n, 1]);
                stack.Push((int)linkage[node - n, 0]);
                continue;
            }

            places[node] = leaves.Count;
            var name = node < n ? Printable(names[node]) : string.Create(CultureInfo.InvariantCulture, $"({(int)linkage[node - n, 3]:N0})");
            leaves.Add(new JsonObject { ["x"] = leaves.Count, ["l"] = name });
        }

        for (var m = first; m < linkage.GetLength(0); m++)
        {
            places[n + m] = (places[(int)linkage[m, 0]] + places[(int)linkage[m, 1]]) / 2;
        }
    }

    private static double Height(double[,] linkage, int n, int first, int node) => node >= n + first ? linkage[node - n, 2] : 0;

    private static string Printable(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";

    private static JsonObject Draw(JsonArray values, JsonArray leaves, string distanceTitle, double? cut)
    {
        var x = new JsonObject
        {
            ["field"] = "x",
            ["type"] = "quantitative",
            ["axis"] = null,
            ["scale"] = new JsonObject { ["domain"] = Spec.Numbers(-0.5, leaves.Count - 0.5), ["nice"] = false },
        };
        var layers = new JsonArray(
            new JsonObject
            {
                ["data"] = Spec.Values(values),
                ["mark"] = new JsonObject { ["type"] = "line", ["strokeWidth"] = 1.5, ["strokeJoin"] = "round" },
                ["encoding"] = new JsonObject
                {
                    ["x"] = x,
                    ["y"] = Spec.Quantitative("y", distanceTitle),
                    ["detail"] = new JsonObject { ["field"] = "m" },
                    ["order"] = new JsonObject { ["field"] = "o" },
                    ["tooltip"] = new JsonArray(Spec.Tooltip("n", "items", ",d"), Spec.Tooltip("y", distanceTitle, ",.3~r")),
                },
            },
            new JsonObject
            {
                ["data"] = Spec.Values(leaves),
                ["mark"] = new JsonObject
                {
                    ["type"] = "text",
                    ["angle"] = 270,
                    ["align"] = "right",
                    ["baseline"] = "middle",
                    ["dx"] = -6,
                    ["fontSize"] = new JsonObject { ["expr"] = $"min(10, 0.95 * width / {leaves.Count})" },
                    ["style"] = "value",
                },
                ["encoding"] = new JsonObject { ["x"] = x.DeepClone(), ["y"] = new JsonObject { ["datum"] = 0 }, ["text"] = new JsonObject { ["field"] = "l" } },
            });
        if (cut is { } height)
        {
            layers.Insert(0, new JsonObject
            {
                ["data"] = Spec.Values([new JsonObject { ["y"] = Spec.Number(height) }]),
                ["mark"] = new JsonObject { ["type"] = "rule", ["style"] = "reference" },
                ["encoding"] = new JsonObject { ["y"] = Spec.Quantitative("y", distanceTitle) },
            });
        }

        // The leaves' names hang below the plot.
        var longest = leaves.Max(leaf => ((string)leaf!["l"]!).Length);
        return new JsonObject
        {
            ["layer"] = layers,
            ["height"] = 300,
            ["padding"] = new JsonObject { ["left"] = 5, ["right"] = 5, ["top"] = 5, ["bottom"] = 10 + 6 * longest },
        };
    }
}
