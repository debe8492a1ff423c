using System.Text.Json.Nodes;

namespace ServerlessAffect.Reports.Charts;

/// <summary>How often values fall where.</summary>
public static class Histogram
{
    /// <param name="values">Those that are no numbers are left out.</param>
    /// <param name="valueTitle">What the values are, with their unit.</param>
    /// <param name="bins">As many; 0 for Freedman and Diaconis' rule.</param>
    /// <param name="countTitle">What is counted.</param>
    public static JsonObject Of(IReadOnlyList<double> values, string valueTitle, int bins = 0, string countTitle = "items")
    {
        var binning = Binning.Of(values, bins);
        var x = Spec.Quantitative("a", valueTitle);
        x["scale"] = new JsonObject { ["zero"] = false, ["nice"] = false };
        var spec = Spec.Of(Rows(binning));
        spec["mark"] = new JsonObject { ["type"] = "rect", ["xOffset"] = 0.5, ["x2Offset"] = -0.5 };
        spec["encoding"] = new JsonObject
        {
            ["x"] = x,
            ["x2"] = new JsonObject { ["field"] = "b" },
            ["y"] = Spec.Quantitative("n", countTitle, ",d"),
            ["y2"] = new JsonObject { ["datum"] = 0 },
            ["tooltip"] = new JsonArray(Spec.Tooltip("a", "from", ",.4~g"), Spec.Tooltip("b", "to", ",.4~g"), Spec.Tooltip("n", countTitle, ",d")),
        };
        return spec.WithAspect(0.42, 300);
    }

    internal static JsonArray Rows(Binning binning, string? name = null)
    {
        var rows = new JsonArray();
        for (var i = 0; i < binning.Counts.Length; i++)
        {
            var row = new JsonObject
            {
                ["a"] = Spec.Number(binning.From + i * binning.Step),
                ["b"] = Spec.Number(binning.From + (i + 1) * binning.Step),
                ["n"] = binning.Counts[i],
            };
            if (name is not null)
            {
                row["f"] = name;
            }

            rows.Add(row);
        }

        return rows;
    }
}
