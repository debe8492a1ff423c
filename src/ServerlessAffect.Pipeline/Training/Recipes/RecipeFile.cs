using System.Globalization;
using System.Text.Json;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Features.Text.Terms;

namespace ServerlessAffect.Pipeline.Training.Recipes;

/// <summary>Recipes as files: read strictly, so that a misspelt member is an error and not a silence.</summary>
public static class RecipeFile
{
    private const int MostBytes = 1 << 20;

    private static readonly JsonSerializerOptions Reading = new(AffectJson.Strict)
    {
        AllowDuplicateProperties = false,
        PropertyNameCaseInsensitive = false,
        ReadCommentHandling = JsonCommentHandling.Disallow,
    };

    /// <summary>The recipe's identity: two files that say the same have one hash, whatever their white space.</summary>
    public static ContentHash HashOf(Recipe recipe) => CanonicalJson.Hash(JsonSerializer.SerializeToNode(recipe, AffectJson.Options));

    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownRecipe"/>: no such file; <see cref="ErrorCodes.InvalidRecipe"/>: with the path of the member.</exception>
    public static async Task<Recipe> ReadAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new AffectException(ErrorCodes.UnknownRecipe, $"There is no recipe '{Printable.Shorten(path, 200)}'; name a file, or a recipe of the folder recipes/.");
        }

        if (new FileInfo(path).Length > MostBytes)
        {
            throw Invalid("$", "at most 1 MiB");
        }

        return Parse(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false));
    }

    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRecipe"/>.</exception>
    public static Recipe Parse(ReadOnlySpan<byte> json)
    {
        var recipe = Read(json);
        if (RecipeRules.FirstFault(recipe) is { } fault)
        {
            throw Invalid(fault.Path, fault.Expected);
        }

        if (recipe.Features is { } features)
        {
            RequireFeatures(features);
        }

        return recipe;
    }

    private static Recipe Read(ReadOnlySpan<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json.ToArray(), new JsonDocumentOptions { MaxDepth = Reading.MaxDepth });
            return new RecipeShape(Reading).FirstFault(document.RootElement, typeof(Recipe), "$") is { } fault
                ? throw Invalid(fault.Path, fault.Expected)
                : document.Deserialize<Recipe>(Reading)!;
        }
        catch (JsonException exception)
        {
            // Without the parser's own words, which quote the file and name its own options.
            throw new AffectException(
                ErrorCodes.InvalidRecipe,
                string.Create(CultureInfo.InvariantCulture, $"The recipe is not JSON: it cannot be read on from line {(exception.LineNumber ?? 0) + 1}, byte {(exception.BytePositionInLine ?? 0) + 1}. See recipes/recipe.schema.json."),
                exception);
        }
        catch (InvalidOperationException exception)
        {
            // The name of a member: the parser looks at the bytes of names only when they are asked for.
            throw new AffectException(ErrorCodes.InvalidRecipe, "The recipe has a member whose name is not UTF-8, or is half of a surrogate pair; save the file as UTF-8. See recipes/recipe.schema.json.", exception);
        }
    }

    // Blocks and cleaning know their own rules.
    private static void RequireFeatures(TextTermsParameters features)
    {
        try
        {
            TextTermsParameters.Parse(features.ToJson());
        }
        catch (AffectException exception)
        {
            throw new AffectException(ErrorCodes.InvalidRecipe, $"The recipe is wrong at $.features: {exception.Message}", exception);
        }
    }

    private static AffectException Invalid(string path, string expected) =>
        new(ErrorCodes.InvalidRecipe, $"The recipe is wrong at {path}: expected {expected}. See recipes/recipe.schema.json.");
}
