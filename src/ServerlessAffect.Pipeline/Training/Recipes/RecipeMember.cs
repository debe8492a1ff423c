namespace ServerlessAffect.Pipeline.Training.Recipes;

/// <summary>One model of an ensemble.</summary>
public sealed record RecipeMember
{
    public required RecipeLearner Learner { get; init; }

    /// <summary>Cost of an error (inverse strength of the regularisation), above 0, which every linear model and kernel machine needs; null for the other learners, which have none.</summary>
    public double? C { get; init; }

    /// <summary>For <see cref="RecipeLearner.NbSvm"/>: what is added to every count, above 0.</summary>
    public double Alpha { get; init; } = 1;

    /// <summary>For <see cref="RecipeLearner.Svc"/> and <see cref="RecipeLearner.KernelRidge"/>; null: <see cref="RecipeKernel.Rbf"/>.</summary>
    public RecipeKernel? Kernel { get; init; }

    /// <summary>Of the RBF kernel: divided by the number of columns, above 0; null: 1.</summary>
    public double? Gamma { get; init; }

    /// <summary>For recordings: standardised features are cut to this many standard deviations, above 0; null: not at all. Not for trees, which see features as they are.</summary>
    public double? Limit { get; init; }

    /// <summary>For <see cref="RecipeLearner.Xgboost"/> and <see cref="RecipeLearner.RandomForest"/>; null: their defaults.</summary>
    public RecipeTrees? Trees { get; init; }

    /// <summary>For <see cref="RecipeLearner.KNeighbors"/>, from 1; null: 5.</summary>
    public int? Neighbors { get; init; }

    /// <summary>For <see cref="RecipeLearner.Lda"/>: above 0, at most 1; null: what expected error is least for.</summary>
    public double? Shrinkage { get; init; }

    /// <summary>Errors on rare classes cost more, so that every class weighs the same in sum. Not for neighbours, naive Bayes and discriminant analysis.</summary>
    public bool Balanced { get; init; }

    /// <summary>Above 0; when a fit has converged.</summary>
    public double Tolerance { get; init; } = 1e-3;

    /// <summary>From 1; where a fit stops at the latest.</summary>
    public int MaxIterations { get; init; } = 1000;

    /// <summary>Above 0; its share of the sum of all members counts.</summary>
    public double Weight { get; init; } = 1;
}
