namespace ServerlessAffect.Reports.Blocks;

/// <summary>Starts a part of a long page.</summary>
public sealed record HeadingBlock(string Text) : ReportBlock;
