using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Features.Text.Cleaning;
using ServerlessAffect.Features.Text.Tokens;

namespace ServerlessAffect.Features.Text.Terms;

/// <summary>The parameters of a schema of kind <c>text-terms</c>: sparse rows over the terms of fitted vocabularies, block beside block.</summary>
public sealed record TextTermsParameters
{
    public const string KindName = "text-terms";
    private const int MostBlocks = 32;

    public string Kind { get; init; } = KindName;

    /// <summary>One of <see cref="TextCleanings"/>, done once for all blocks.</summary>
    public string Cleaning { get; init; } = TextCleanings.Tweet;

    public required IReadOnlyList<TextTermsBlock> Blocks { get; init; }

    /// <summary>How many texts the document frequencies were counted in; 0 before fitting.</summary>
    public int Texts { get; init; }

    public JsonObject ToJson() => JsonSerializer.SerializeToNode(this, AffectJson.Options)!.AsObject();

    /// <summary>The lists of stop words that the blocks name, each once.</summary>
    public IEnumerable<string> NamedStopWordLists() => Blocks.Select(b => b.StopWordList).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>Whether WordNet's lists are needed to fit.</summary>
    public bool NeedWordNet() => Blocks.Any(b => b.Lemmas.Count > 0);

    /// <summary>The same with the words of the named lists in place of their names: what is fitted says itself which words it leaves out.</summary>
    /// <param name="lists">Words in lower case by the name of their list.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRequest"/>: a block names a list that is not there.</exception>
    public TextTermsParameters WithStopWords(IReadOnlyDictionary<string, IReadOnlyList<string>> lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        return this with { Blocks = [.. Blocks.Select(Resolved)] };

        TextTermsBlock Resolved(TextTermsBlock block) => block.StopWordList is not { } name
            ? block
            : !lists.TryGetValue(name, out var words)
                ? throw new AffectException(ErrorCodes.InvalidRequest, $"The recipe leaves out the stop words '{Printable.Shorten(name, 40)}'; give the file that has them.")
                : block with { StopWordList = null, StopWords = [.. block.StopWords.Concat(words).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] };
    }

    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRecipe"/>: a member nobody knows, a value out of range.</exception>
    public static TextTermsParameters Parse(JsonObject parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        try
        {
            var parsed = parameters.Deserialize<TextTermsParameters>(AffectJson.Strict)!;
            parsed.Validate();
            return parsed;
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new AffectException(ErrorCodes.InvalidRecipe, $"The parameters of the text features are not valid: {Printable.Shorten(error.Message, 300)}", error);
        }
    }

    internal void Validate()
    {
        if (Kind != KindName)
        {
            throw new AffectException(ErrorCodes.InvalidRecipe, $"Expected features of kind '{KindName}', got '{Printable.Shorten(Kind, 40)}'.");
        }

        if (Blocks.Count is 0 or > MostBlocks)
        {
            throw new AffectException(ErrorCodes.InvalidRecipe, $"Expected 1 to {MostBlocks} blocks of text features, got {Blocks.Count}.");
        }

        TextCleaner.Named(Cleaning);
        foreach (var block in Blocks)
        {
            Tokens.TokenPattern.Named(block.TokenPattern);
            block.Vectorizer(null).Validate();
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(block.Weight);
        }
    }
}
