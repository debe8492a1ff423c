using System.Globalization;
using System.Text.RegularExpressions;

namespace ServerlessAffect.Pipeline.Exploration.Labels;

/// <summary>Columns put together by what they measure: mel bands from low to high, coefficients, pitch, timing.</summary>
internal static partial class FeatureFamilies
{
    /// <returns>The family of a column of any set of recordings; the column itself where it belongs to none.</returns>
    public static string Of(string column)
    {
        if (MelBand().Match(column) is { Success: true } band)
        {
            return string.Create(CultureInfo.InvariantCulture, $"mel band {int.Parse(band.Groups["n"].ValueSpan, CultureInfo.InvariantCulture):00}");
        }

        var name = column.Split('_', ' ')[0].TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return name.Length > 0 ? name : column;
    }

    [GeneratedRegex(@"^mel(?<n>\d+)_", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex MelBand();
}
