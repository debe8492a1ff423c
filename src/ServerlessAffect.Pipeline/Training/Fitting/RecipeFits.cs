using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Features.Text.Lemmas;
using ServerlessAffect.Pipeline.Training.Evaluation;
using ServerlessAffect.Pipeline.Training.Recipes;
using ServerlessAffect.Pipeline.Training.Recordings;
using ServerlessAffect.Pipeline.Training.Sets;

namespace ServerlessAffect.Pipeline.Training.Fitting;

/// <summary>How recipes of each modality are fitted.</summary>
internal static class RecipeFits
{
    /// <param name="recipe">With its word lists resolved.</param>
    /// <param name="wordNet">Needed where a block lemmatises.</param>
    /// <param name="examples">All that will be fitted on or predicted: of recordings, the features are made here.</param>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRequest"/>: texts have no speaker; what making features throws.</exception>
    public static async Task<RecipeFit> PrepareAsync(
        Recipe recipe,
        WordNetLists? wordNet,
        IReadOnlyList<string> classes,
        IReadOnlyList<LabelledExample> examples,
        Standardising standardise,
        int seed,
        AudioExtractorSource extractors,
        StageClock stages,
        CancellationToken cancellationToken)
    {
        if (recipe.Modality is Modality.Text)
        {
            return standardise is Standardising.None
                ? new TextFit(recipe, wordNet, classes, seed, stages)
                : throw new AffectException(ErrorCodes.InvalidRequest, "Standardising by speaker is for speech; texts have no speaker to standardise by. Leave --standardise out.");
        }

        var table = await SoundTable.ExtractAsync(examples, extractors(recipe.SchemaName ?? $"{recipe.Name}-features", recipe.Sound!), stages, cancellationToken).ConfigureAwait(false);
        return new SoundFit(recipe, standardise is Standardising.Speaker ? table.StandardisedBySpeaker(examples) : table, classes, seed, stages);
    }
}
