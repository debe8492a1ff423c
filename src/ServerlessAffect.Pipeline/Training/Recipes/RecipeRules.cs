using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Features.Text.Terms;
using ServerlessAffect.Onnx.Exports;
using ServerlessAffect.Pipeline.Training.Sets;

namespace ServerlessAffect.Pipeline.Training.Recipes;

/// <summary>What must hold in a recipe beyond the types of its members; the same rules stand in <c>recipe.schema.json</c>.</summary>
internal static class RecipeRules
{
    private const int MostTerms = 10_000_000;
    private const int MostMembers = 16;
    private const int MostNgrams = 16;

    /// <summary>The path of the first member that breaks a rule and what was expected there, or null.</summary>
    public static (string Path, string Expected)? FirstFault(Recipe recipe) => recipe switch
    {
        _ when !ModelRef.IsName(recipe.Name) => ("$.name", "lower-case letters, digits and single hyphens"),
        { Version: < 1 } => ("$.version", "a number from 1"),
        { Modality: not (Modality.Text or Modality.Audio) } => ("$.modality", "text or audio, the modalities that this version trains"),
        _ when !DataSets.Names.Contains(recipe.Data, StringComparer.Ordinal) => ("$.data", "one of " + string.Join(", ", DataSets.Names)),
        _ when recipe.AlsoData?.Any(d => !DataSets.Names.Contains(d, StringComparer.Ordinal)) is true => ("$.alsoData", "some of " + string.Join(", ", DataSets.Names)),
        { Target: RecipeTarget.DataSet, AlsoData: null or { Count: 0 } } => ("$.alsoData", "another data set, for two are needed to tell them apart"),
        { Modality: Modality.Text, Features: null } => ("$.features", "this member, which is missing"),
        { Modality: Modality.Text, Sound: not null } => ("$.sound", "nothing in a recipe for texts"),
        { Modality: Modality.Text, SchemaName: not null } => ("$.schemaName", "nothing in a recipe for texts"),
        { Modality: Modality.Text, Standardise: not Standardising.None } => ("$.standardise", "nothing in a recipe for texts, which have no speaker"),
        { SchemaName: { } schema } when !ModelRef.IsName(schema) => ("$.schemaName", "lower-case letters, digits and single hyphens"),
        { Modality: Modality.Text, Weights: WeightPrecision.Int8 } => ("$.weights", "half or single in a recipe for texts"),
        { Modality: Modality.Audio, Sound: null } => ("$.sound", "this member, which is missing"),
        { Modality: Modality.Audio, Features: not null } => ("$.features", "nothing in a recipe for recordings"),
        { Modality: Modality.Audio, Pruning: not null } => ("$.pruning", "nothing in a recipe for recordings"),
        { Classes.Count: < 2 } => ("$.classes", "two classes at least"),
        _ when recipe.Classes?.Values.SelectMany(l => l).GroupBy(l => l, StringComparer.Ordinal).FirstOrDefault(l => l.Count() > 1) is { } twice =>
            ("$.classes", $"each label in one class, not '{Core.Printable.Shorten(twice.Key, 40)}' in two"),
        { Features.Texts: not 0 } => ("$.features.texts", "nothing: it is filled in when the features are fitted"),
        _ when recipe.Features is { } features && FirstFault(features.Blocks) is { } fault => fault,
        { Pruning.Keep: < 1 or > MostTerms } => ("$.pruning.keep", $"a number from 1 to {MostTerms}"),
        { Members.Count: 0 or > MostMembers } => ("$.members", $"1 to {MostMembers} members"),
        { Calibration.Method: not RecipeCalibration.Temperature } => ("$.calibration.method", RecipeCalibration.Temperature),
        { Calibration.Folds: < 2 or > 20 } => ("$.calibration.folds", "a number from 2 to 20"),
        _ when !(recipe.Unsure.TargetAccuracy is > 0 and <= 1) => ("$.unsure.targetAccuracy", "a number above 0, at most 1"),
        _ when !(recipe.Comparison.Share is > 0 and < 1) => ("$.comparison.share", "a number above 0, below 1"),
        _ => FirstFault(recipe.Members, recipe.Modality) ?? FirstBlank(recipe),
    };

    private static (string, string)? FirstFault(IReadOnlyList<RecipeMember> members, Modality modality)
    {
        for (var m = 0; m < members.Count; m++)
        {
            if (RecipeMemberRules.FirstFault(members[m], modality) is { } fault)
            {
                return ($"$.members[{m}].{fault.Member}", fault.Expected);
            }
        }

        return null;
    }

    private static (string, string)? FirstFault(IReadOnlyList<TextTermsBlock> blocks)
    {
        for (var b = 0; b < blocks.Count; b++)
        {
            var (block, path) = (blocks[b], $"$.features.blocks[{b}]");
            (string Member, string Expected)? fault = block switch
            {
                { NgramMin: < 1 or > MostNgrams } => ("ngramMin", $"a number from 1 to {MostNgrams}"),
                _ when block.NgramMax < block.NgramMin || block.NgramMax > MostNgrams => ("ngramMax", $"a number from ngramMin, {block.NgramMin}, to {MostNgrams}"),
                { StopWordList: { } list } when !ModelRef.IsName(list) => ("stopWordList", "lower-case letters, digits and single hyphens"),
                { MinDf: < 0 } => ("minDf", "a number from 0"),
                { MaxDf: <= 0 } => ("maxDf", "a number above 0"),
                { MaxFeatures: < 1 } => ("maxFeatures", "a number from 1"),
                _ when !IsPositive(block.Weight) => ("weight", "a number above 0"),
                _ => null,
            };
            if (fault is { } found)
            {
                return ($"{path}.{found.Member}", found.Expected);
            }
        }

        return null;
    }

    private static (string, string)? FirstBlank(Recipe recipe)
    {
        (string Path, string Text)[] texts =
            [("$.title", recipe.Title), ("$.terms", recipe.Terms), ("$.notice", recipe.Notice), ("$.intendedUse", recipe.IntendedUse)];
        foreach (var (path, text) in texts)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                return (path, "a sentence");
            }
        }

        return null;
    }

    private static bool IsPositive(double value) => value > 0 && double.IsFinite(value);
}
