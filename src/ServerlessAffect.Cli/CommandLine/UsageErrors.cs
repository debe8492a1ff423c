using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
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
            WriteUnknown(unknown, "", parsed, error);
            return;
        }

        foreach (var message in parsed.Errors.Select(Sentence).Distinct(StringComparer.Ordinal))
        {
            error.WriteLine($"affect: {message}");
        }

        WriteHint(parsed, error);
    }

    /// <param name="words">Neither options nor, as it seems, files.</param>
    public static void WriteMistyped(IEnumerable<string> words, ParseResult parsed, TextWriter error) =>
        WriteUnknown(words, " A file of that name is written './NAME', or comes after '--'.", parsed, error);

    private static void WriteUnknown(IEnumerable<string> words, string more, ParseResult parsed, TextWriter error)
    {
        foreach (var word in words)
        {
            // The option of '--modle=x' is the part before the equals sign.
            var meant = Closest(word.Split('=')[0], Names(parsed.CommandResult.Command));
            error.WriteLine($"affect: '{Printable.Shorten(word, 60)}' is not known here{(meant is null ? "." : $"; did you mean '{meant}'?")}{more}");
        }

        WriteHint(parsed, error);
    }

    /// <summary>The parser tells of types of this program where a value is no number or none of some words.</summary>
    private static string Sentence(ParseError error) => error.SymbolResult is OptionResult { Tokens: [var token] } result && Expected(result.Option.ValueType, token.Value) is { } expected
        ? $"{result.Option.Name} takes {expected}; got '{Printable.Shorten(token.Value, 40)}'."
        : Printable.Shorten(string.Join(' ', error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), 300);

    /// <summary>Null where the value is of the type.</summary>
    private static string? Expected(Type type, string value)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(int) && !int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? $"a whole number up to {int.MaxValue}"
            : type.IsEnum && !Enum.GetNames(type).Contains(value, StringComparer.OrdinalIgnoreCase) ? string.Join(" or ", Enum.GetNames(type).Select(n => n.ToLowerInvariant()))
            : null;
    }

    private static void WriteHint(ParseResult parsed, TextWriter error)
    {
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
