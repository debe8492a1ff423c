namespace ServerlessAffect.Reports.Blocks;

/// <summary>Rows under headings.</summary>
/// <param name="Caption">What the rows are.</param>
/// <param name="Columns">In order.</param>
/// <param name="Rows">Each as long as <paramref name="Columns"/>, already written for people; the first cell heads its row.</param>
public sealed record TableBlock(string Caption, IReadOnlyList<TableColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : ReportBlock;
