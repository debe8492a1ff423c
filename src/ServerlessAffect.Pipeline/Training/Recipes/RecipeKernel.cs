using System.Text.Json.Serialization;

namespace ServerlessAffect.Pipeline.Training.Recipes;

/// <summary>How a learner with a kernel compares two rows.</summary>
public enum RecipeKernel
{
    [JsonStringEnumMemberName("rbf")]
    Rbf,

    [JsonStringEnumMemberName("linear")]
    Linear,
}
