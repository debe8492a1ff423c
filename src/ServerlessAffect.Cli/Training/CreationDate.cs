using System.Globalization;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;

namespace ServerlessAffect.Cli.Training;

/// <summary><c>SOURCE_DATE_EPOCH</c>, by which builds that must be reproducible say what the time is.</summary>
internal static class CreationDate
{
    public const string Variable = "SOURCE_DATE_EPOCH";

    /// <summary>Null where the variable is not set.</summary>
    public static DateTimeOffset? Of(string? value) => string.IsNullOrEmpty(value)
        ? null
        : long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw new AffectException(ErrorCodes.InvalidRequest, $"{Variable} is '{Printable.Shorten(value, 30)}', expected seconds since 1970.");
}
