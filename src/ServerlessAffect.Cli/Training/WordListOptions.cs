using System.CommandLine;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Text.Lemmas;
using ServerlessAffect.Features.Text.Tokens;
using ServerlessAffect.Pipeline.Training.Recipes;

namespace ServerlessAffect.Cli.Training;

/// <summary><c>--wordnet DIR</c> and <c>--stop-words NAME=FILE</c>: the word lists that a recipe wants and that are the user's own.</summary>
internal sealed class WordListOptions
{
    private readonly Option<string[]> _wordNet = CreateWordNet("WordNet's folder, for recipes with lemmas; may be given several times");

    private readonly Option<string[]> _stopWords = new("--stop-words")
    {
        Description = "A list of stop words that the recipe names, a word in each line; may be given several times",
        HelpName = "NAME=FILE",
        AllowMultipleArgumentsPerToken = false,
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_wordNet);
        command.Options.Add(_stopWords);
    }

    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRequest"/>: not <c>NAME=FILE</c>; <see cref="ErrorCodes.InvalidData"/>: a list that cannot be read.</exception>
    public async Task<WordLists> ReadAsync(ParseResult parsed, Terminal terminal)
    {
        var stopWords = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var value in parsed.GetValue(_stopWords) ?? [])
        {
            var at = value.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == value.Length - 1 || !stopWords.TryAdd(value[..at], StopWordFile.Read(value[(at + 1)..])))
            {
                throw new AffectException(
                    ErrorCodes.InvalidRequest, $"Expected --stop-words NAME=FILE, each NAME once and as the recipe's \"stopWordList\" has it; got '{Printable.Shorten(value, 80)}'.");
            }
        }

        return new WordLists { WordNet = await ReadWordNetAsync(parsed.GetValue(_wordNet), terminal).ConfigureAwait(false), StopWords = stopWords };
    }

    public static Option<string[]> CreateWordNet(string description) => new("--wordnet") { Description = description, HelpName = "DIR", AllowMultipleArgumentsPerToken = false };

    /// <returns>Null where no folder is named.</returns>
    public static async Task<WordNetLists?> ReadWordNetAsync(string[]? folders, Terminal terminal)
    {
        if (folders is null or [])
        {
            return null;
        }

        var lists = WordNetFolder.Read(folders);
        if (!lists.HasIrregularForms)
        {
            await terminal.Error.WriteLineAsync("affect: the WordNet folder has no irregular forms (noun.exc, verb.exc, …): only regular forms will find their lemma.").ConfigureAwait(false);
        }

        return lists;
    }
}
