using System.Globalization;

namespace ServerlessAffect.Pipeline.Exploration.Pages;

/// <summary>Numbers as sentences have them, the same in every culture.</summary>
internal static class Say
{
    /// <summary>Keeps a number and its unit on one line.</summary>
    private const string Space = "\u00A0";

    public static string Count(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Share(double value) => double.IsNaN(value) ? "–" : (100 * value).ToString(value is > 0 and < 0.1 ? "0.0" : "0", CultureInfo.InvariantCulture) + Space + "%";

    /// <summary>Three significant figures.</summary>
    public static string Figure(double value) => double.IsNaN(value) ? "–"
        : Math.Abs(value) is >= 1000 and < 1e9 ? value.ToString("N0", CultureInfo.InvariantCulture)
        : value.ToString("G3", CultureInfo.InvariantCulture);

    /// <summary>Seconds, minutes or hours, whichever reads best.</summary>
    public static string Duration(double seconds) => seconds switch
    {
        < 90 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0}{Space}s"),
        < 5400 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.0}{Space}min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.0}{Space}h"),
    };

    public static string Items(int count, string one, string many) => count == 1 ? $"one {one}" : $"{Count(count)} {many}";

    /// <summary>a, b and c.</summary>
    public static string List(IReadOnlyList<string> names) => names.Count switch
    {
        0 => string.Empty,
        1 => names[0],
        _ => $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}",
    };
}
