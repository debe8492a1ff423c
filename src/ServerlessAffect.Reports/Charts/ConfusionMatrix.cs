using System.Globalization;
using System.Text.Json.Nodes;

namespace ServerlessAffect.Reports.Charts;

/// <summary>What was said of items of each class: the colour is the share of the row, the label its count.</summary>
public static class ConfusionMatrix
{
    private const int Labelled = 12;

    /// <param name="classes">In order.</param>
    /// <param name="counts">[true class, predicted class].</param>
    public static JsonObject Of(IReadOnlyList<string> classes, int[,] counts)
    {
        if (counts.GetLength(0) != classes.Count || counts.GetLength(1) != classes.Count)
        {
            throw new ArgumentException($"{classes.Count} classes for {counts.GetLength(0)} x {counts.GetLength(1)} counts.", nameof(counts));
        }

        var cells = new JsonArray();
        for (var t = 0; t < classes.Count; t++)
        {
            long total = 0;
            for (var p = 0; p < classes.Count; p++)
            {
                total += counts[t, p];
            }

            for (var p = 0; p < classes.Count; p++)
            {
                var share = total == 0 ? 0 : (double)counts[t, p] / total;
                cells.Add(new JsonObject
                {
                    ["t"] = classes[t],
                    ["p"] = classes[p],
                    ["n"] = counts[t, p],
                    ["v"] = Spec.Number(share),
                    ["l"] = new JsonArray(counts[t, p].ToString("N0", CultureInfo.InvariantCulture), share.ToString("0%", CultureInfo.InvariantCulture)),
                });
            }
        }

        var few = classes.Count <= Labelled;
        var colour = Spec.Quantitative("v", "share of the true class", ".0%");
        colour["scale"] = new JsonObject { ["domain"] = Spec.Numbers(0, 1), ["range"] = "ordinal", ["interpolate"] = "rgb" };
        colour["legend"] = new JsonObject { ["format"] = ".0%" };
        colour.Remove("axis");
        var layers = new JsonArray(new JsonObject { ["mark"] = "rect", ["encoding"] = new JsonObject { ["color"] = colour } });
        if (few)
        {
            layers.Add(new JsonObject
            {
                ["mark"] = new JsonObject { ["type"] = "text", ["lineHeight"] = 13, ["dy"] = -6, ["fontSize"] = 11 },
                ["encoding"] = new JsonObject
                {
                    ["text"] = new JsonObject { ["field"] = "l" },
                    // Black and white stand out equally from a colour of this luminance.
                    ["color"] = new JsonObject
                    {
                        ["condition"] = new JsonObject { ["test"] = "luminance(scale('color', datum.v)) > 0.18", ["value"] = "#000" },
                        ["value"] = "#fff",
                    },
                },
            });
        }

        var spec = Spec.Of(cells);
        spec["height"] = new JsonObject { ["step"] = few ? 40 : 22 };
        spec["encoding"] = new JsonObject
        {
            ["x"] = Axis("p", "predicted", classes),
            ["y"] = Axis("t", "true", classes),
            ["tooltip"] = new JsonArray(
                Spec.Tooltip("t", "true"), Spec.Tooltip("p", "predicted"), Spec.Tooltip("n", "items", ",d"), Spec.Tooltip("v", "share of the true class", ".1%")),
        };
        spec["layer"] = layers;
        return spec;
    }

    private static JsonObject Axis(string field, string title, IReadOnlyList<string> classes)
    {
        var axis = Spec.Nominal(field, title, classes);
        axis["axis"] = new JsonObject { ["ticks"] = false, ["domain"] = false };
        return axis;
    }
}
