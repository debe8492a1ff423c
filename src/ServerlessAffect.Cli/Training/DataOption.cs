using System.CommandLine;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Pipeline.Training.Sets;

namespace ServerlessAffect.Cli.Training;

/// <summary><c>--data NAME=DIR</c> and <c>--test NAME=DIR</c>, which may be given several times.</summary>
internal static class DataOption
{
    public static Option<string[]> Create(string name, string description, bool required) =>
        new(name) { Description = description, HelpName = "NAME=DIR", Required = required, AllowMultipleArgumentsPerToken = false };

    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRequest"/>: no equals sign, or nothing on one side of it.</exception>
    public static IReadOnlyList<DataSource> Parse(IEnumerable<string>? values) => [.. (values ?? []).Select(Parse)];

    private static DataSource Parse(string value)
    {
        var at = value.IndexOf('=', StringComparison.Ordinal);
        return at > 0 && at < value.Length - 1
            ? new DataSource(value[..at], value[(at + 1)..])
            : throw new AffectException(
                ErrorCodes.InvalidRequest, $"Expected NAME=DIR with NAME one of {string.Join(", ", DataSets.Names)}; got '{Printable.Shorten(value, 80)}'.");
    }
}
