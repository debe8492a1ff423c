using System.CommandLine;
using System.CommandLine.Parsing;

namespace ServerlessAffect.Cli.CommandLine;

/// <summary>Words that look like options and were taken as arguments, which a command that takes any number of files would else go looking for.</summary>
internal static class MistypedOptions
{
    private const string EndOfOptions = "--";

    /// <returns>Each once, in order; empty where there is none. What stands behind <c>--</c> is never one.</returns>
    public static IReadOnlyList<string> Find(ParseResult parsed, IEnumerable<string> args)
    {
        var before = args.TakeWhile(a => a != EndOfOptions).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens).Select(t => t.Value)
                .Where(w => w.Length > 1 && w[0] == '-' && before.Contains(w)).Distinct(StringComparer.Ordinal),
        ];
    }
}
