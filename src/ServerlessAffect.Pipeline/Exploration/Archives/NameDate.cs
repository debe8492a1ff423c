using System.Globalization;
using System.Text.RegularExpressions;

namespace ServerlessAffect.Pipeline.Exploration.Archives;

/// <summary>The date that stands in a file's name: <c>2026-11-28</c>, <c>2026_11_28</c>, <c>20261128</c>, with an hour if one follows.</summary>
internal static partial class NameDate
{
    /// <summary>Null where no date, or no date that a calendar has, stands in the name.</summary>
    public static DateTimeOffset? Of(string name)
    {
        foreach (Match match in Pattern().Matches(name))
        {
            int Number(string group) => match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;
            var (year, month, day) = (Number("y"), Number("m"), Number("d"));
            if (month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) && Number("h") < 24 && Number("n") < 60 && Number("s") < 60)
            {
                return new DateTimeOffset(year, month, day, Number("h"), Number("n"), Number("s"), TimeSpan.Zero);
            }
        }

        return null;
    }

    [GeneratedRegex(
        @"(?<!\d)(?<y>(?:19|20)\d\d)(?<sep>[-_.]?)(?<m>\d\d)\k<sep>(?<d>\d\d)(?:[T _-]?(?<h>\d\d)[-_.h:]?(?<n>\d\d)(?:[-_.:]?(?<s>\d\d))?)?(?!\d)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
