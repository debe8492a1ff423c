using ServerlessAffect.Learning.Trees.Boosting;

namespace ServerlessAffect.Pipeline.Training.Recipes;

/// <summary>How the trees of a member are grown; names are XGBoost's.</summary>
public sealed record RecipeTrees
{
    /// <summary>Rounds of boosting, or trees of a forest; 1 to 10,000.</summary>
    public int Rounds { get; init; } = 100;

    /// <summary>Splits from the root to a leaf at most; 1 to 32.</summary>
    public int MaxDepth { get; init; } = 6;

    /// <summary>How much of each round's step is taken, above 0; null: 0.3. Not for forests.</summary>
    public double? Eta { get; init; }

    /// <summary>Share of the rows that each tree sees, above 0, at most 1; null: 1, of a forest 0.8.</summary>
    public double? Subsample { get; init; }

    /// <summary>Share of the columns that each tree sees; null: 1. Not for forests.</summary>
    public double? ColsampleByTree { get; init; }

    /// <summary>Share of the columns that each split sees; null: 1, of a forest 0.8.</summary>
    public double? ColsampleByNode { get; init; }

    /// <summary>Penalty on squared leaf values, 0 or more; null: 1, of a forest 0.00001.</summary>
    public double? Lambda { get; init; }

    /// <summary>Sum of second derivatives that a leaf has at least, 0 or more.</summary>
    public double MinChildWeight { get; init; } = 1;

    /// <summary>How splits are looked for.</summary>
    public TreeMethod Method { get; init; } = TreeMethod.Exact;
}
