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
