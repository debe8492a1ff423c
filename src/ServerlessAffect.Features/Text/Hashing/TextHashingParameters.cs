using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Text.Cleaning;
using ServerlessAffect.Features.Text.Lemmas;
using ServerlessAffect.Features.Text.Tokens;
using ServerlessAffect.Features.Text.Vectorizers;

namespace ServerlessAffect.Features.Text.Hashing;

/// <summary>The parameters of a schema of kind <c>text-hashing</c>: terms counted in a fixed number of buckets, so nothing has to be fitted.</summary>
public sealed record TextHashingParameters
{
    public const string KindName = "text-hashing";

    public string Kind { get; init; } = KindName;

    /// <summary>One of <see cref="TextCleanings"/>.</summary>
    public string Cleaning { get; init; } = TextCleanings.Tweet;

    /// <summary>Number of columns, 2 to 2^26.</summary>
    public int Buckets { get; init; } = 1 << 18;

    public TermAnalyzer Analyzer { get; init; } = TermAnalyzer.Word;

    public int NgramMin { get; init; } = 1;

    public int NgramMax { get; init; } = 2;

    /// <summary>One of <see cref="TokenPatterns"/>.</summary>
    public string TokenPattern { get; init; } = TokenPatterns.Tweet;

    public bool Lowercase { get; init; } = true;

    /// <summary>Tokens left out, in lower case; for terms of tokens. Null: none.</summary>
    public IReadOnlyList<string>? StopWords { get; init; }

    /// <summary>Parts of speech to lemmatise as, in the order they are tried; for terms of tokens. Null: no lemmatising.</summary>
    public IReadOnlyList<WordNetPart>? Lemmas { get; init; }

    public TermNorm Norm { get; init; } = TermNorm.L2;

    /// <summary>Half of the terms count negatively, so that collisions cancel on average.</summary>
    public bool AlternateSign { get; init; } = true;

    public JsonObject ToJson() => JsonSerializer.SerializeToNode(this, AffectJson.Options)!.AsObject();

    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRecipe"/>.</exception>
    public static TextHashingParameters Parse(JsonObject parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        try
        {
            var parsed = parameters.Deserialize<TextHashingParameters>(AffectJson.Strict)!;
            parsed.Validate();
            return parsed;
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new AffectException(ErrorCodes.InvalidRecipe, $"The parameters of the hashed text features are not valid: {Printable.Shorten(error.Message, 300)}", error);
        }
    }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Buckets, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Buckets, 1 << 26);
        TextCleaner.Named(Cleaning);
        Tokens.TokenPattern.Named(TokenPattern);
        Vectorizer(null).Validate();
        if ((StopWords ?? []).Count + (Lemmas ?? []).Count > 0 && Analyzer is TermAnalyzer.Char or TermAnalyzer.CharWb)
        {
            throw new ArgumentException("stop words and lemmas are for terms of words, and these are of characters");
        }
    }

    internal VectorizerOptions Vectorizer(WordNetLists? wordNet) => new()
    {
        Analyzer = Analyzer,
        NgramMin = NgramMin,
        NgramMax = NgramMax,
        TokenPattern = TokenPattern,
        Lowercase = Lowercase,
        StopWords = StopWords ?? [],
        Lemmatizer = wordNet is not null && Lemmas is { Count: > 0 } ? new WordNetLemmatizer(wordNet, Lemmas) : null,
    };
}
