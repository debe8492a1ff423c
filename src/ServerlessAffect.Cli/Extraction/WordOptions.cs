using System.CommandLine;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Training;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Text.Hashing;
using ServerlessAffect.Features.Text.Lemmas;
using ServerlessAffect.Features.Text.Tokens;

namespace ServerlessAffect.Cli.Extraction;

/// <summary><c>--stop-words FILE</c>, <c>--wordnet DIR</c> and <c>--lemmas PARTS</c> of a feature set that needs no model.</summary>
internal sealed class WordOptions
{
    private const string AllParts = "noun,verb,adjective,adverb";

    private readonly Option<string?> _stopWords = new("--stop-words") { Description = "Words to leave out, one in each line; for sets of words", HelpName = "FILE" };

    private readonly Option<string[]> _wordNet = WordListOptions.CreateWordNet("Replace words by their lemmas, by WordNet's lists in this folder; may be given several times");

    private readonly Option<string?> _lemmas = new("--lemmas") { Description = $"With --wordnet: as which parts of speech, in the order they are tried ({AllParts})", HelpName = "PARTS" };

    public void AddTo(Command command)
    {
        command.Options.Add(_stopWords);
        command.Options.Add(_wordNet);
        command.Options.Add(_lemmas);
    }

    public bool AreGiven(ParseResult parsed) => parsed.GetValue(_stopWords) is not null || parsed.GetValue(_wordNet) is { Length: > 0 } || parsed.GetValue(_lemmas) is not null;

    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRequest"/>: options that do not go together; <see cref="ErrorCodes.InvalidData"/>: a list that cannot be read.</exception>
    public async Task<TextHashingExtractor> CreateAsync(string name, TextHashingParameters parameters, ParseResult parsed, Terminal terminal)
    {
        if (parameters.Analyzer is Features.Text.Vectorizers.TermAnalyzer.Char or Features.Text.Vectorizers.TermAnalyzer.CharWb)
        {
            throw new AffectException(ErrorCodes.InvalidRequest, $"'{name}' is a set of characters; stop words and lemmas are for sets of words.");
        }

        var wordNet = await WordListOptions.ReadWordNetAsync(parsed.GetValue(_wordNet), terminal).ConfigureAwait(false);
        if (wordNet is null && parsed.GetValue(_lemmas) is not null)
        {
            throw new AffectException(ErrorCodes.InvalidRequest, "--lemmas needs WordNet's word lists; name the folder that has index.noun and noun.exc: --wordnet DIR.");
        }

        return TextHashingExtractor.Create(
            name,
            parameters with
            {
                StopWords = parsed.GetValue(_stopWords) is { } file ? StopWordFile.Read(file) : null,
                Lemmas = wordNet is null ? null : [.. (parsed.GetValue(_lemmas) ?? AllParts).Split(',', StringSplitOptions.TrimEntries).Select(PartOf)],
            },
            wordNet);
    }

    private static WordNetPart PartOf(string name) => Enum.GetValues<WordNetPart>().Cast<WordNetPart?>().FirstOrDefault(p => p.ToString()!.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new AffectException(ErrorCodes.InvalidRequest, $"'{Printable.Shorten(name, 40)}' is no part of speech; expected some of {AllParts}.");
}
