namespace ServerlessAffect.Reports.Blocks;

/// <summary>What a reader has to know before trusting the figures near it.</summary>
public sealed record CaveatBlock(string Text) : ReportBlock;
