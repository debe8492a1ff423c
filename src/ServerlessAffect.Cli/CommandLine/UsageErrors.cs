using System.CommandLine;
using ServerlessAffect.Core;

namespace ServerlessAffect.Cli.CommandLine;

/// <summary>What was wrong with the command line, what may have been meant, and where to read on.</summary>
internal static class UsageErrors
{
    public static void Write(ParseResult parsed, TextWriter error)
    {
        // An unknown first word makes more errors follow ("required command was not provided"): the unknown words explain them.
        var unknown = parsed.UnmatchedTokens.Distinct(StringComparer.Ordinal).ToArray();
        if (unknown.Length > 0)
        {
            foreach (var word in unknown)
            {
                var meant = Closest(word, Names(parsed.CommandResult.Command));
                error.WriteLine($"affect: '{Printable.Shorten(word, 60)}' is not known here{(meant is null ? "." : $"; did you mean '{meant}'?")}");
            }
        }
        else
        {
            foreach (var message in parsed.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal))
            {
                error.WriteLine($"affect: {message}");
            }
        }

        var command = parsed.CommandResult.Command is RootCommand ? "" : " " + parsed.CommandResult.Command.Name;
        error.WriteLine($"Try: affect{command} --help");
    }

    private static IEnumerable<string> Names(Command command) =>
        command.Subcommands.Select(c => c.Name)
            .Concat(command.Options.SelectMany(o => o.Aliases.Prepend(o.Name)))
            .Concat(command.Parents.OfType<Command>().SelectMany(p => p.Options.Where(o => o.Recursive).Select(o => o.Name)));

    private static string? Closest(string word, IEnumerable<string> names)
    {
        var best = names.Select(n => (Name: n, Distance: EditDistance.Between(word, n))).OrderBy(n => n.Distance).FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(2, word.Length / 3) && best.Distance < word.Length ? best.Name : null;
    }
}
