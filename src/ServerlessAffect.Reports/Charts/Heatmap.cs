using System.Globalization;
using System.Text.Json.Nodes;

namespace ServerlessAffect.Reports.Charts;

/// <summary>A coloured cell for each row and column.</summary>
public static class Heatmap
{
    /// <summary>Rows and columns beyond this are left out, and the note says so: smaller cells are not seen.</summary>
    private const int Limit = 150;

    /// <param name="rows">Names, from the top.</param>
    /// <param name="columns">Names, from the left.</param>
    /// <param name="values">[rows, columns]; NaN leaves a hole.</param>
    /// <param name="valueTitle">What the colour means.</param>
    /// <param name="scale">Which colours.</param>
    public static JsonObject Of(IReadOnlyList<string> rows, IReadOnlyList<string> columns, double[,] values, string valueTitle, HeatmapScale scale = HeatmapScale.Sequential)
    {
        if (values.GetLength(0) != rows.Count || values.GetLength(1) != columns.Count)
        {
            throw new ArgumentException($"{rows.Count} x {columns.Count} names for {values.GetLength(0)} x {values.GetLength(1)} values.", nameof(values));
        }

        var cells = new JsonArray();
        var largest = 0.0;
        for (var r = 0; r < Math.Min(rows.Count, Limit); r++)
        {
            for (var c = 0; c < Math.Min(columns.Count, Limit); c++)
            {
                if (double.IsFinite(values[r, c]))
                {
                    largest = Math.Max(largest, Math.Abs(values[r, c]));
                    cells.Add(new JsonObject { ["r"] = rows[r], ["c"] = columns[c], ["v"] = Spec.Number(values[r, c]) });
                }
            }
        }

        var spec = Spec.Of(cells);
        spec["mark"] = "rect";
        spec["height"] = new JsonObject { ["step"] = Step(Math.Min(rows.Count, Limit)) };
        spec["encoding"] = new JsonObject
        {
            ["x"] = Axis("c", columns),
            ["y"] = Axis("r", rows),
            ["color"] = Colour(valueTitle, scale, largest),
            ["tooltip"] = new JsonArray(Spec.Tooltip("r", "row"), Spec.Tooltip("c", "column"), Spec.Tooltip("v", valueTitle, ",.3~r")),
        };
        return spec.WithNote(rows.Count > Limit || columns.Count > Limit
            ? string.Create(CultureInfo.InvariantCulture, $"The first {Limit} rows and columns of {rows.Count:N0} x {columns.Count:N0} are drawn.")
            : null);
    }

    private static int Step(int rows) => rows <= 20 ? 24 : rows <= 60 ? 13 : 6;

    private static JsonObject Axis(string field, IReadOnlyList<string> names)
    {
        var axis = Spec.Nominal(field, null, [.. names.Take(Limit)]);
        axis["axis"] = new JsonObject { ["labelOverlap"] = "greedy", ["labelFontSize"] = names.Count > 30 ? 9 : 11, ["ticks"] = false, ["domain"] = false };
        return axis;
    }

    private static JsonObject Colour(string title, HeatmapScale scale, double largest)
    {
        var colour = Spec.Quantitative("v", title);
        if (scale != HeatmapScale.Sequential)
        {
            var end = scale == HeatmapScale.Correlation ? 1 : largest > 0 ? largest : 1;
            colour["scale"] = new JsonObject { ["domain"] = Spec.Numbers(-end, end), ["domainMid"] = 0, ["range"] = "diverging", ["interpolate"] = "rgb" };
        }

        return colour;
    }
}
