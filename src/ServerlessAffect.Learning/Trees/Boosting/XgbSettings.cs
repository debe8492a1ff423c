namespace ServerlessAffect.Learning.Trees.Boosting;

/// <summary>How trees are boosted; names and defaults are those of XGBoost's scikit-learn interface.</summary>
public sealed record XgbSettings
{
    /// <summary>Rounds, each a tree for every output; from 1. scikit-learn's <c>n_estimators</c>.</summary>
    public int Rounds { get; init; } = 100;

    /// <summary>How much of each round's step is taken, above 0; <c>eta</c>.</summary>
    public double LearningRate { get; init; } = 0.3;

    /// <summary>Splits from the root to a leaf at most; from 1.</summary>
    public int MaxDepth { get; init; } = 6;

    /// <summary>Sum of second derivatives that a leaf has at least, 0 or more.</summary>
    public double MinChildWeight { get; init; } = 1;

    /// <summary>By how much a split has to lower the loss, 0 or more; <c>min_split_loss</c>.</summary>
    public double Gamma { get; init; }

    /// <summary>Penalty on squared leaf values, 0 or more.</summary>
    public double RegLambda { get; init; } = 1;

    /// <summary>Penalty on absolute leaf values, 0 or more.</summary>
    public double RegAlpha { get; init; }

    /// <summary>Share of the rows that each tree sees, above 0, at most 1.</summary>
    public double Subsample { get; init; } = 1;

    /// <summary>Share of the columns that each tree sees, above 0, at most 1.</summary>
    public double ColsampleByTree { get; init; } = 1;

    /// <summary>Share of those that each depth of a tree sees.</summary>
    public double ColsampleByLevel { get; init; } = 1;

    /// <summary>Share of those that each split sees.</summary>
    public double ColsampleByNode { get; init; } = 1;

    /// <summary>Trees side by side in a round, whose mean is the round's step; from 1.</summary>
    public int NumParallelTree { get; init; } = 1;

    public TreeMethod TreeMethod { get; init; } = TreeMethod.Exact;

    /// <summary>Quantiles of a column; not for <see cref="TreeMethod.Exact"/>. From 2.</summary>
    public int MaxBin { get; init; } = 256;

    /// <summary>What is predicted before the first round: a target, or the second of two classes' probability.</summary>
    public double BaseScore { get; init; } = 0.5;

    public int RandomState { get; init; }

    /// <summary>XGBoost's threads, from 1. One gives the same bits on any machine of a kind; more may sum gradients in another order.</summary>
    public int Parallelism { get; init; } = 1;

    /// <summary>XGBoost's name of what is measured after every round, for example <c>auc</c>; null: the objective's own metric where there is a validation part, else nothing.</summary>
    public string? EvalMetric { get; init; }

    /// <summary>Stops when the validation part's metric has not become better for so many rounds, and keeps the rounds up to the best one; from 1. Null: all rounds.</summary>
    public int? EarlyStoppingRounds { get; init; }

    /// <param name="toProbability">The base score is a probability.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    internal void Require(bool toProbability)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Rounds, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxDepth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(NumParallelTree, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBin, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(Parallelism, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(EarlyStoppingRounds ?? 1, 1, nameof(EarlyStoppingRounds));
        RequireFinite(LearningRate, nameof(LearningRate));
        ArgumentOutOfRangeException.ThrowIfZero(LearningRate);
        RequireFinite(MinChildWeight, nameof(MinChildWeight));
        RequireFinite(Gamma, nameof(Gamma));
        RequireFinite(RegLambda, nameof(RegLambda));
        RequireFinite(RegAlpha, nameof(RegAlpha));
        RequireShare(Subsample, nameof(Subsample));
        RequireShare(ColsampleByTree, nameof(ColsampleByTree));
        RequireShare(ColsampleByLevel, nameof(ColsampleByLevel));
        RequireShare(ColsampleByNode, nameof(ColsampleByNode));
        if (!float.IsFinite((float)BaseScore) || (toProbability && !((float)BaseScore is > 0 and < 1)))
        {
            throw OutOfRange(nameof(BaseScore), BaseScore, toProbability ? "Expected a probability above 0 and below 1, of the second of two classes." : "Expected a finite number.");
        }
    }

    private static void RequireFinite(double value, string name)
    {
        if (!(value >= 0 && double.IsFinite(value)))
        {
            throw OutOfRange(name, value, "Expected a finite number, 0 or more.");
        }
    }

    private static ArgumentOutOfRangeException OutOfRange(string name, double value, string expected) => new(name, value, expected);

    private static void RequireShare(double value, string name)
    {
        if (!(value > 0 && value <= 1))
        {
            throw OutOfRange(name, value, "Expected a share above 0, at most 1.");
        }
    }
}
