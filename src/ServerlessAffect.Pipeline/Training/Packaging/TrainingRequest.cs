using ServerlessAffect.Pipeline.Training.Recipes;
using ServerlessAffect.Pipeline.Training.Sets;

namespace ServerlessAffect.Pipeline.Training.Packaging;

/// <summary>What to train on what.</summary>
public sealed record TrainingRequest
{
    public required Recipe Recipe { get; init; }

    /// <summary>What the recipe's features need of words.</summary>
    public WordLists Words { get; init; } = WordLists.None;

    /// <summary>One at least.</summary>
    public required IReadOnlyList<DataSource> Data { get; init; }

    public int Seed { get; init; }

    /// <summary>Written into the manifest and the version; null: now.</summary>
    public DateTimeOffset? Created { get; init; }
}
