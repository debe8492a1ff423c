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
        Recipe recipe;
        try
        {
            recipe = JsonSerializer.Deserialize<Recipe>(json, Reading) ?? throw Invalid("$", "an object");
        }
        catch (JsonException exception)
        {
            throw new AffectException(
                ErrorCodes.InvalidRecipe, $"The recipe is wrong at {exception.Path ?? "$"}: {Printable.Shorten(exception.Message, 300)}", exception);
        }

        if (RecipeRules.FirstFault(recipe) is { } fault)
        {
            throw Invalid(fault.Path, fault.Expected);
        }

        RequireFeatures(recipe.Features);
        return recipe;
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
