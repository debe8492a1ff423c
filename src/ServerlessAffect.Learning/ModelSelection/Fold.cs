namespace ServerlessAffect.Learning.ModelSelection;

/// <summary>One split: row numbers to fit on and row numbers to look at afterwards, each ascending, without a common row.</summary>
public sealed record Fold(int[] Train, int[] Test);
