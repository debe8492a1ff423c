using System.Globalization;

namespace ServerlessAffect.Reports.Charts;

/// <summary>Which of many items a chart draws: evenly spaced over their order, so that the same items are drawn on every run.</summary>
internal static class Thinning
{
    /// <summary>Points of one chart: beyond this a screen shows a blot, and a report grows past what mail takes.</summary>
    public const int Points = 4_000;

    /// <summary>Indices into <paramref name="count"/> items, ascending; all of them up to <paramref name="limit"/>, the first and the last among them.</summary>
    public static int[] Indices(int count, int limit = Points)
    {
        var indices = new int[Math.Min(count, limit)];
        for (var i = 0; i < indices.Length; i++)
        {
            indices[i] = count <= limit ? i : (int)((long)i * (count - 1) / (limit - 1));
        }

        return indices;
    }

    /// <summary>The sentence that says so; null where all are drawn.</summary>
    public static string? Note(int count, int limit = Points, string items = "items") => count <= limit
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{limit:N0} of {count:N0} {items} are drawn, evenly spaced over their order.");
}
