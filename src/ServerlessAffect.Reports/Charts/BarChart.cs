using System.Globalization;
using System.Text.Json.Nodes;

namespace ServerlessAffect.Reports.Charts;

/// <summary>Lying bars with their values written beside them, the longest first unless the order means something.</summary>
public static class BarChart
{
    /// <summary>Bars of any values; beyond <paramref name="limit"/> the longest are drawn.</summary>
    /// <param name="bars">With intervals or without.</param>
    /// <param name="valueTitle">What the length means, with its unit.</param>
    /// <param name="format">As d3-format writes numbers: <c>,d</c> for counts, <c>.1%</c> for shares.</param>
    /// <param name="keepOrder">The bars come in an order of their own (months, sizes).</param>
    /// <param name="limit">At most so many bars.</param>
    public static JsonObject Of(IReadOnlyList<Bar> bars, string valueTitle, string format = ",.3~r", bool keepOrder = false, int limit = 30)
    {
        var order = keepOrder ? bars : [.. bars.OrderByDescending(bar => bar.Value).ThenBy(bar => bar.Label, StringComparer.Ordinal)];
        var note = bars.Count > limit ? string.Create(CultureInfo.InvariantCulture, $"The {(keepOrder ? "first" : "longest")} {limit} of {bars.Count:N0} bars are drawn.") : null;
        return Draw([.. order.Take(limit)], valueTitle, format).WithNote(note);
    }

    /// <summary>Bars of counts; those beyond <paramref name="limit"/> are added up in one bar, the last.</summary>
    public static JsonObject OfCounts(IReadOnlyList<KeyValuePair<string, int>> counts, string valueTitle, int limit = 20)
    {
        var order = counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).ToList();
        var bars = order.Take(order.Count > limit ? limit - 1 : limit).Select(count => new Bar(count.Key, count.Value)).ToList();
        if (order.Count > bars.Count)
        {
            var rest = order.Skip(bars.Count).ToList();
            bars.Add(new Bar(string.Create(CultureInfo.InvariantCulture, $"other ({rest.Count:N0})"), rest.Sum(count => (double)count.Value)));
        }

        return Draw(bars, valueTitle, ",d");
    }

    /// <summary>Values stand beyond the ends of their bars.</summary>
    private static JsonObject Side(string ofNegative, string ofPositive) => new() { ["expr"] = $"datum.v < 0 ? {ofNegative} : {ofPositive}" };

    private static JsonObject Draw(IReadOnlyList<Bar> bars, string valueTitle, string format)
    {
        var values = new JsonArray();
        double least = 0, most = 0;
        foreach (var bar in bars)
        {
            least = Math.Min(least, bar.Low ?? bar.Value);
            most = Math.Max(most, bar.High ?? bar.Value);
            values.Add(new JsonObject
            {
                ["l"] = bar.Label,
                ["v"] = Spec.Number(bar.Value),
                ["lo"] = Spec.Number(bar.Low ?? double.NaN),
                ["hi"] = Spec.Number(bar.High ?? double.NaN),
                ["end"] = Spec.Number((bar.Value < 0 ? bar.Low : bar.High) ?? bar.Value),
            });
        }

        // Room for the values beside the bars.
        var room = (most - least) * 0.16;
        var x = Spec.Quantitative("v", valueTitle, format);
        x["scale"] = new JsonObject { ["domain"] = Spec.Numbers(least < 0 ? least - 1.3 * room : 0, most > 0 ? most + room : 1), ["nice"] = false };
        var layers = new JsonArray(
            new JsonObject { ["mark"] = new JsonObject { ["type"] = "bar", ["cornerRadiusEnd"] = 2 }, ["encoding"] = new JsonObject { ["x"] = x } },
            new JsonObject
            {
                ["mark"] = new JsonObject { ["type"] = "text", ["align"] = Side("'right'", "'left'"), ["dx"] = Side("-5", "5"), ["style"] = "value" },
                ["encoding"] = new JsonObject
                {
                    ["x"] = new JsonObject { ["field"] = "end", ["type"] = "quantitative" },
                    ["text"] = new JsonObject { ["field"] = "v", ["type"] = "quantitative", ["format"] = format },
                },
            });
        if (bars.Any(bar => bar.Low is not null))
        {
            layers.Insert(1, new JsonObject
            {
                ["mark"] = new JsonObject { ["type"] = "rule", ["style"] = "interval" },
                ["encoding"] = new JsonObject { ["x"] = Spec.Quantitative("lo", null), ["x2"] = new JsonObject { ["field"] = "hi" } },
            });
        }

        var spec = Spec.Of(values);
        spec["height"] = new JsonObject { ["step"] = 24 };
        spec["encoding"] = new JsonObject
        {
            ["y"] = Spec.Nominal("l", null),
            ["tooltip"] = new JsonArray(Spec.Tooltip("l", "of"), Spec.Tooltip("v", valueTitle, format), Spec.Tooltip("lo", "from", format), Spec.Tooltip("hi", "to", format)),
        };
        spec["layer"] = layers;
        return spec;
    }
}
