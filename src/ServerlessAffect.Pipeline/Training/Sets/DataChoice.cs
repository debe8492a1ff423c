using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Pipeline.Training.Recipes;

namespace ServerlessAffect.Pipeline.Training.Sets;

/// <summary>What a recipe takes of the data that it is given.</summary>
/// <param name="Modality">Texts, or recordings.</param>
/// <param name="Classes">By the recipe's class, the labels that belong to it; what is in no list is left out. Null: labels are classes.</param>
/// <param name="Part">Of a data set that comes in several versions that must not be mixed, the one to read; null where the folder that is named decides.</param>
/// <param name="Guessed">Names of data sets where it is not an example's label that is to be told but the set that it comes from; null: its label.</param>
public sealed record DataChoice(Modality Modality, IReadOnlyDictionary<string, IReadOnlyList<string>>? Classes, string? Part, IReadOnlyList<string>? Guessed = null)
{
    public static DataChoice Of(Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return new DataChoice(recipe.Modality, recipe.Classes, recipe.Part, recipe.Target is RecipeTarget.DataSet ? [recipe.Data, .. recipe.AlsoData ?? []] : null);
    }

    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidData"/>: texts where recordings are wanted, or the other way round, or nothing is left.</exception>
    internal DataSet Apply(DataSet set)
    {
        var recordings = Modality is not Modality.Text;
        if (set.Train.Concat(set.Published).Any(e => (e.Recording is not null) != recordings))
        {
            throw new AffectException(
                ErrorCodes.InvalidData,
                recordings
                    ? $"The data {set.Name} has texts, and the recipe is for recordings; name audio or video files in the column file."
                    : $"The data {set.Name} has recordings, and the recipe is for texts; use a recipe for recordings.");
        }

        var chosen = Chosen(set);
        return Guessed is null
            ? chosen
            : chosen with { Classes = Guessed, Train = [.. chosen.Train.Select(e => e with { Label = set.Name })], Published = [.. chosen.Published.Select(e => e with { Label = set.Name })] };
    }

    private DataSet Chosen(DataSet set)
    {
        if (Classes is null)
        {
            return set;
        }

        var classOf = Classes.SelectMany(c => c.Value.Select(label => (label, c.Key))).ToDictionary(c => c.label, c => c.Key, StringComparer.Ordinal);
        var chosen = set with { Classes = [.. Classes.Keys.Order(StringComparer.Ordinal)], Train = Renamed(set.Train, classOf), Published = Renamed(set.Published, classOf) };
        return chosen.Train.Count + chosen.Published.Count > 0
            ? chosen
            : throw new AffectException(
                ErrorCodes.InvalidData, $"The data {set.Name} has no label that the recipe knows; it has {string.Join(", ", set.Classes.Take(20).Select(c => Printable.Shorten(c, 40)))}.");
    }

    private static LabelledExample[] Renamed(IReadOnlyList<LabelledExample> examples, Dictionary<string, string> classOf) =>
        [.. examples.Where(e => classOf.ContainsKey(e.Label)).Select(e => e with { Label = classOf[e.Label] })];
}
