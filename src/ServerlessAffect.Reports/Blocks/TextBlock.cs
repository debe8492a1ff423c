namespace ServerlessAffect.Reports.Blocks;

/// <summary>A paragraph of plain text.</summary>
public sealed record TextBlock(string Text) : ReportBlock;
