using ServerlessAffect.Core.Explorations;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Pipeline.Exploration.Files;

namespace ServerlessAffect.Functions.Answers;

/// <summary>How far a report is.</summary>
/// <param name="State">Never <see cref="ReportState.Erasing"/>: such a one is not found.</param>
/// <param name="Items">How many items it is about.</param>
/// <param name="Status">Link to follow until the state is <c>done</c> or <c>failed</c>.</param>
/// <param name="Reason">Why it failed.</param>
/// <param name="Files">Links by name of the file; null until it is done.</param>
internal sealed record ReportStatus(
    ContentHash Id,
    ReportState State,
    ReportQuestion Question,
    int Items,
    DateTimeOffset QueuedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    string Status,
    ReadingError? Reason,
    IReadOnlyDictionary<string, string>? Files)
{
    public static ReportStatus Of(ReportRecord report) => new(
        report.Id,
        report.State,
        report.Question,
        report.Items.Count,
        report.QueuedAt,
        report.StartedAt,
        report.EndedAt,
        $"/api/explore/{report.Id}",
        report.Reason,
        report.State is ReportState.Done ? ExploreFiles.All.ToDictionary(f => f, f => $"/api/reports/{report.Id}/{f}") : null);
}
