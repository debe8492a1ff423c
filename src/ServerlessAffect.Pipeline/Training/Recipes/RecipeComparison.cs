namespace ServerlessAffect.Pipeline.Training.Recipes;

/// <summary>The examples that no training run ever sees: the data set's published test part where it has one, else whole groups chosen by a hash of their names.</summary>
public sealed record RecipeComparison
{
    /// <summary>About this share of the groups is kept back where there is no published part; above 0, below 1.</summary>
    public double Share { get; init; } = 0.2;
}
