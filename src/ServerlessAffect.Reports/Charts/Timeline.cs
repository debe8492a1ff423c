using System.Text.Json.Nodes;

namespace ServerlessAffect.Reports.Charts;

/// <summary>Means by date with the bands of their intervals, a line for each series.</summary>
public static class Timeline
{
    /// <param name="points">In any order; dates are read as UTC, so that the report says the same everywhere.</param>
    /// <param name="yTitle">What is averaged.</param>
    /// <param name="zero">The vertical axis starts at zero.</param>
    public static JsonObject Of(IReadOnlyList<TimelinePoint> points, string yTitle, bool zero = false)
    {
        var values = new JsonArray();
        var bands = false;
        foreach (var point in points.OrderBy(point => point.Series, Comparer<string>.Create(NaturalOrder.Compare)).ThenBy(point => point.Date))
        {
            bands |= double.IsFinite(point.Low);
            values.Add(new JsonObject
            {
                ["s"] = point.Series,
                ["x"] = new DateTimeOffset(point.Date, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds(),
                ["y"] = Spec.Number(point.Mean),
                ["lo"] = Spec.Number(point.Low),
                ["hi"] = Spec.Number(point.High),
            });
        }

        var names = points.Select(point => point.Series).Distinct(StringComparer.Ordinal).Order(Comparer<string>.Create(NaturalOrder.Compare)).ToList();
        var days = points.Count == 0 ? 0 : points.Max(point => point.Date).DayNumber - points.Min(point => point.Date).DayNumber;
        var x = new JsonObject
        {
            ["field"] = "x",
            ["type"] = "temporal",
            ["timeUnit"] = "utcyearmonthdate",
            ["title"] = null,
            ["axis"] = new JsonObject { ["format"] = days > 200 ? "%b %Y" : "%-d %b %Y", ["labelFlush"] = false },
        };
        return LineChart.Draw(values, names, x, yTitle, zero, bands, points.Count <= 40 * names.Count);
    }
}
