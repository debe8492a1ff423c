using ServerlessAffect.Core;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Pipeline.Training.Recipes;
using ServerlessAffect.Pipeline.Training.Sets;

namespace ServerlessAffect.Pipeline.Training.Packaging;

/// <summary>What is said of a model in words. The recipe's own words hold for the data set that it was made for; of a model that saw other data only what is known of any is said.</summary>
/// <param name="Terms">Of the training data, and so of the weights.</param>
/// <param name="Notice">Said with every reading.</param>
internal sealed record ModelProse(string Title, string IntendedUse, IReadOnlyList<string> Limits, string Terms, string Notice)
{
    private const int ClassesNamed = 20;

    public static ModelProse Of(Recipe recipe, LabelledData data)
    {
        if (data.Sets.All(s => IsOwn(recipe, s.Name)))
        {
            string[] own = [recipe.Terms, .. data.Sets.Select(s => s.Terms).OfType<string>()];
            return new ModelProse(recipe.Title, recipe.IntendedUse, recipe.Limits, string.Join(' ', own.Distinct()), recipe.Notice);
        }

        var classes = string.Join(", ", data.Classes.Take(ClassesNamed).Select(c => Printable.Shorten(c, 60))) + (data.Classes.Count > ClassesNamed ? ", …" : string.Empty);
        return recipe.Modality is Modality.Text ? OfTexts(recipe, data, classes) : OfRecordings(recipe, data, classes);
    }

    private static ModelProse OfRecordings(Recipe recipe, LabelledData data, string classes) => new(
        $"Sorts recordings of speech into {data.Classes.Count} classes: {classes}. Trained with the recipe {recipe.Name}@{recipe.Version} on other data than the recipe was made for.",
        "For research on recordings like those that it was trained on, with a person listening to what is marked unsure. Not for judging people at work or in education.",
        [
            "It knows the voices, languages, rooms and microphones that it was trained on; figures on others will be lower.",
            "It hears how something is said, not what a person feels.",
            "Every window with a voice gets one of the classes; low confidence and the mark unsure are the only signs that none fits.",
            "Where classes are uneven or their speakers few, look at the figures of each class and speaker and at the intervals, not at the accuracy alone.",
        ],
        string.Join(' ', data.Sets.Select(s => TermsOf(recipe, s.Name, s.Terms)).Distinct()),
        "Produced by an automatic classifier of how speech sounds, trained on its maker's own choice of examples; it can be wrong and says nothing certain about what a person feels.");

    private static ModelProse OfTexts(Recipe recipe, LabelledData data, string classes)
    {
        return new ModelProse(
            $"Sorts texts into {data.Classes.Count} classes: {classes}. Trained with the recipe {recipe.Name}@{recipe.Version} on other data than the recipe was made for.",
            "For texts like those that it was trained on, with a person looking at what is marked unsure.",
            [
                "It knows the kind of texts and the years that it was trained on; figures on others will be lower.",
                "Every text gets one of the classes, one about something else too; low confidence and the mark unsure are the only signs of that.",
                "Where classes are uneven or their examples few, look at the figures of each class and at the intervals, not at the accuracy alone.",
                "Words and runs of characters of the training texts, names among them, stand in the vocabulary file.",
            ],
            string.Join(' ', data.Sets.Select(s => TermsOf(recipe, s.Name, s.Terms)).Distinct()),
            "Produced by an automatic classifier that was trained on its maker's own choice of examples; it can be wrong.");
    }

    // A table is whatever is in its folder: only a recipe that was made for a table speaks of it.
    private static bool IsOwn(Recipe recipe, string set) => recipe.Data.Equals(set, StringComparison.Ordinal) || recipe.AlsoData?.Contains(set, StringComparer.Ordinal) is true;

    private static string TermsOf(Recipe recipe, string set, string? stated) => stated
        ?? (IsOwn(recipe, set) ? recipe.Terms
        : set == TableDataSet.TableName ? $"Trained on a table of its maker's own with the recipe {recipe.Name}@{recipe.Version}; the terms are those of that data."
        : $"Trained on the data set {set} with the recipe {recipe.Name}@{recipe.Version}; the terms of that data set apply.");
}
