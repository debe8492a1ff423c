namespace ServerlessAffect.Learning.Trees.Boosting;

/// <summary>What is asked of a booster; the numbers are the library's.</summary>
internal enum PredictionKind
{
    Value = 0,
    Margin = 1,
    Contributions = 2,
    Leaf = 6,
}
