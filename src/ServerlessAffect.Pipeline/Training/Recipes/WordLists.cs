using System.Globalization;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Features.Text.Lemmas;

namespace ServerlessAffect.Pipeline.Training.Recipes;

/// <summary>The word lists that whoever trains brings along for a recipe that wants some: the project has none of its own.</summary>
public sealed record WordLists
{
    public static WordLists None { get; } = new();

    /// <summary>For blocks with <c>lemmas</c>.</summary>
    public WordNetLists? WordNet { get; init; }

    /// <summary>For blocks with a <c>stopWordList</c>: words in lower case, by the name of the list.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> StopWords { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The recipe with the words of its lists in place of their names.</summary>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRequest"/>: a list is missing, or one was brought that the recipe does not name.</exception>
    public Recipe Resolve(Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        if (recipe.Features is not { } features)
        {
            return StopWords.Count == 0 && WordNet is null ? recipe : throw Invalid("The recipe is for recordings, which have no words; leave --stop-words and --wordnet out.");
        }

        if (features.NamedStopWordLists().FirstOrDefault(n => !StopWords.ContainsKey(n)) is { } missing)
        {
            var name = Printable.Shorten(missing, 40);
            throw Invalid($"The recipe leaves out the stop words '{name}', which no recipe brings along; name a file of yours, a word in each line: --stop-words {name}=FILE.");
        }

        if (StopWords.Keys.FirstOrDefault(n => !features.NamedStopWordLists().Contains(n, StringComparer.Ordinal)) is { } strange)
        {
            throw Invalid($"No block of the recipe has \"stopWordList\": \"{Printable.Shorten(strange, 40)}\"; without it the list would change nothing.");
        }

        if (features.NeedWordNet() != WordNet is not null)
        {
            throw Invalid(features.NeedWordNet()
                ? "The recipe lemmatises, which needs WordNet's word lists; name the folder that has index.noun and noun.exc: --wordnet DIR."
                : "No block of the recipe has \"lemmas\"; without them WordNet's lists would change nothing.");
        }

        return recipe with { Features = features.WithStopWords(StopWords) };
    }

    /// <summary>The options that bring such lists, for people who train again.</summary>
    internal static string OptionsOf(Recipe recipe) =>
        recipe.Features is not { } features ? string.Empty
        : (features.NeedWordNet() ? " --wordnet DIR" : string.Empty)
        + string.Concat(features.NamedStopWordLists().Select(n => string.Create(CultureInfo.InvariantCulture, $" --stop-words {Printable.Shorten(n, 40)}=FILE")));

    private static AffectException Invalid(string sentence) => new(ErrorCodes.InvalidRequest, sentence);
}
