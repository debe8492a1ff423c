using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Features.Text.Terms;
using ServerlessAffect.Onnx.Exports;

namespace ServerlessAffect.Pipeline.Training.Recipes;

/// <summary>What to train and how: a file in <c>recipes/</c>, described by <c>recipes/recipe.schema.json</c>.</summary>
public sealed record Recipe
{
    /// <summary>Also the name of the models that it makes: lower-case letters, digits and single hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>Raised when the recipe comes to make other models.</summary>
    public required int Version { get; init; }

    /// <summary>One line for people.</summary>
    public required string Title { get; init; }

    public required Modality Modality { get; init; }

    /// <summary>Name of the data set that the recipe was made for (<see cref="Sets.DataSets"/>); another one may be given when training.</summary>
    public required string Data { get; init; }

    /// <summary>Further data sets that the recipe was made for; null: none.</summary>
    public IReadOnlyList<string>? AlsoData { get; init; }

    /// <summary>Of a data set that comes in several versions that must not be mixed, the one that the recipe is for; null where it has but one.</summary>
    public string? Part { get; init; }

    /// <summary>By class, the labels of the data sets that belong to it; labels in no list are left out. Null: the labels are the classes.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Classes { get; init; }

    /// <summary>What is told of an example; null: <see cref="RecipeTarget.Label"/>.</summary>
    public RecipeTarget? Target { get; init; }

    /// <summary>Of texts; null for recordings.</summary>
    public TextTermsParameters? Features { get; init; }

    /// <summary>Of recordings: the parameters of their feature schema, whose <c>kind</c> chooses the extractor; null for texts.</summary>
    public JsonObject? Sound { get; init; }

    /// <summary>Of recordings: name of their feature schema; recipes with one name and one <see cref="Sound"/> read the same stored features. Null: the recipe's name and <c>-features</c>.</summary>
    public string? SchemaName { get; init; }

    /// <summary>For recordings: whose recordings say what is usual.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Standardising Standardise { get; init; }

    /// <summary>Null: every term is kept.</summary>
    public RecipePruning? Pruning { get; init; }

    /// <summary>The models whose log-probabilities are averaged; the first one also measures which terms matter where terms are pruned.</summary>
    public required IReadOnlyList<RecipeMember> Members { get; init; }

    public required RecipeCalibration Calibration { get; init; }

    public required RecipeUnsure Unsure { get; init; }

    /// <summary>How the weights are stored; <see cref="WeightPrecision.Int8"/> for recordings only.</summary>
    public WeightPrecision Weights { get; init; } = WeightPrecision.Half;

    public RecipeComparison Comparison { get; init; } = new();

    /// <summary>Terms of the training data, and so of the weights.</summary>
    public required string Terms { get; init; }

    /// <summary>Said with every reading.</summary>
    public required string Notice { get; init; }

    public required string IntendedUse { get; init; }

    /// <summary>What the model should not be relied on for; each a sentence of the card.</summary>
    public required IReadOnlyList<string> Limits { get; init; }
}
