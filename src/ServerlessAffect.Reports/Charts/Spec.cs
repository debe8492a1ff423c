using System.Globalization;
using System.Text.Json.Nodes;

namespace ServerlessAffect.Reports.Charts;

/// <summary>The pieces that Vega-Lite specs are made of.</summary>
/// <remarks>
/// <c>usermeta</c> is where Vega-Lite leaves room for us: <c>note</c> is a sentence that the report adds to the chart's own (what was left out),
/// <c>aspect</c> its height as a share of its width, <c>maxHeight</c> its greatest height in pixels, <c>sizesByWidth</c> that sizes follow its width. Fields have fixed names; what strangers wrote stands in values and titles alone,
/// never in an expression.
/// </remarks>
internal static class Spec
{
    /// <summary>A spec of one layer or of several, over data of its own.</summary>
    public static JsonObject Of(JsonArray values) => new() { ["data"] = Values(values) };

    public static JsonObject Values(JsonArray values) => new() { ["values"] = values };

    public static JsonObject Quantitative(string field, string? title, string? format = null)
    {
        var channel = new JsonObject { ["field"] = field, ["type"] = "quantitative", ["title"] = title };
        if (format is not null)
        {
            channel["axis"] = new JsonObject { ["format"] = format };
        }

        return channel;
    }

    /// <summary>Categories in the order of <paramref name="domain"/>, and in that of the data without one.</summary>
    public static JsonObject Nominal(string field, string? title, IReadOnlyList<string>? domain = null) => new()
    {
        ["field"] = field,
        ["type"] = "nominal",
        ["title"] = title,
        ["sort"] = domain is null ? null : Texts(domain),
    };

    /// <summary>A colour for each of <paramref name="domain"/>, the same in every chart with the same domain.</summary>
    public static JsonObject Colour(string field, string? title, IReadOnlyList<string> domain)
    {
        var colour = Nominal(field, title);
        colour["scale"] = new JsonObject { ["domain"] = Texts(domain) };
        return colour;
    }

    public static JsonObject Tooltip(string field, string title, string? format = null)
    {
        var tooltip = new JsonObject { ["field"] = field, ["type"] = format is null ? "nominal" : "quantitative", ["title"] = title };
        if (format is not null)
        {
            tooltip["format"] = format;
        }

        return tooltip;
    }

    public static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode?)JsonValue.Create(text))];

    public static JsonArray Numbers(params ReadOnlySpan<double> numbers)
    {
        var array = new JsonArray();
        foreach (var number in numbers)
        {
            array.Add(Number(number));
        }

        return array;
    }

    /// <summary>Five significant digits, more than a screen shows; null for what is no number, which draws nothing.</summary>
    public static JsonNode? Number(double value) =>
        double.IsFinite(value) ? JsonValue.Create(double.Parse(value.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)) : null;

    /// <summary>Adds what the reader has to know beside the chart's own sentence.</summary>
    public static JsonObject WithNote(this JsonObject spec, string? note)
    {
        if (note is not null)
        {
            spec.Meta()["note"] = note;
        }

        return spec;
    }

    /// <summary>Height as a share of the width, up to a limit in pixels.</summary>
    public static JsonObject WithAspect(this JsonObject spec, double aspect, int maxHeight = 520)
    {
        var meta = spec.Meta();
        meta["aspect"] = aspect;
        meta["maxHeight"] = maxHeight;
        return spec;
    }

    /// <summary>Sizes are lengths in the plot: they follow its width.</summary>
    public static JsonObject WithSizesByWidth(this JsonObject spec)
    {
        spec.Meta()["sizesByWidth"] = true;
        return spec;
    }

    private static JsonObject Meta(this JsonObject spec)
    {
        if (spec["usermeta"] is not JsonObject meta)
        {
            spec["usermeta"] = meta = [];
        }

        return meta;
    }
}
