using ServerlessAffect.Reports.Blocks;

namespace ServerlessAffect.Reports;

/// <summary>One question and what the numbers say to it.</summary>
/// <param name="Id">Lower-case letters, digits and hyphens; the anchor of the page.</param>
/// <param name="Question">Its heading, as a person would ask it.</param>
/// <param name="Answer">In one or two plain sentences, computed from the numbers.</param>
/// <param name="Blocks">In reading order.</param>
public sealed record ReportPage(string Id, string Question, string Answer, IReadOnlyList<ReportBlock> Blocks);
