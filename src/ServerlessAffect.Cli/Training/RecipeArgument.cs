using System.CommandLine;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Pipeline.Training.Recipes;

namespace ServerlessAffect.Cli.Training;

/// <summary>The recipe of a command: the name of one that comes with the program, or a file.</summary>
internal static class RecipeArgument
{
    private const string Folder = "recipes";

    public static Argument<string> Create() => new("recipe") { Description = "Name of a recipe that comes with the program (tweet-topic), or a recipe's file" };

    /// <exception cref="AffectException"><see cref="ErrorCodes.UnknownRecipe"/>, <see cref="ErrorCodes.InvalidRecipe"/>.</exception>
    public static Task<Recipe> ReadAsync(string value, CancellationToken cancellationToken) => RecipeFile.ReadAsync(PathOf(value), cancellationToken);

    private static string PathOf(string value)
    {
        if (File.Exists(value) || !ModelRef.IsName(value))
        {
            return value;
        }

        var folder = Installation.FindFolder(Folder);
        var path = folder is null ? value : Path.Combine(folder, value + ".json");
        return File.Exists(path)
            ? path
            : throw new AffectException(ErrorCodes.UnknownRecipe, $"There is no recipe '{Printable.Shorten(value, 60)}'; there are {Known(folder)}. A recipe's file may be named instead.");
    }

    private static string Known(string? folder)
    {
        string[] names = folder is null
            ? []
            : [.. Directory.EnumerateFiles(folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).Where(ModelRef.IsName).Order(StringComparer.Ordinal)];
        return names.Length == 0 ? "none here" : string.Join(", ", names);
    }
}
