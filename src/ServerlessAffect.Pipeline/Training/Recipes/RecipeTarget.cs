using System.Text.Json.Serialization;

namespace ServerlessAffect.Pipeline.Training.Recipes;

/// <summary>What a recipe's models tell of an example.</summary>
public enum RecipeTarget
{
    /// <summary>Its label, or the class that the label belongs to.</summary>
    [JsonStringEnumMemberName("label")]
    Label,

    /// <summary>The data set that it comes from: a probe of how far the recordings of several sets can be told apart by anything but their labels.</summary>
    [JsonStringEnumMemberName("data-set")]
    DataSet,
}
