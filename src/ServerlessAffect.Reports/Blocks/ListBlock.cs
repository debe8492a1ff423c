namespace ServerlessAffect.Reports.Blocks;

/// <summary>Sentences that belong together.</summary>
public sealed record ListBlock(IReadOnlyList<string> Items) : ReportBlock;
