using ServerlessAffect.Core.Explorations;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Pipeline.Exploration.Files;

namespace ServerlessAffect.Pipeline.Exploration.Stored;

/// <summary>How far a report is, and its files when it is done.</summary>
public sealed class GetReport(IReportStore reports, IReportFiles files)
{
    /// <returns>Null where there is no such report, or it is being erased.</returns>
    public async Task<ReportRecord?> RunAsync(ContentHash id, CancellationToken cancellationToken) =>
        await reports.GetAsync(id, cancellationToken).ConfigureAwait(false) is { Value: { State: not ReportState.Erasing } report } ? report : null;

    /// <param name="file">One of <see cref="ExploreFiles.All"/>.</param>
    /// <returns>The caller's to dispose; null where the report is not done, or has no such file.</returns>
    public async Task<Stream?> OpenAsync(ContentHash id, string file, CancellationToken cancellationToken) =>
        ExploreFiles.All.Contains(file, StringComparer.Ordinal) && await RunAsync(id, cancellationToken).ConfigureAwait(false) is { State: ReportState.Done }
            ? await files.OpenAsync(id, file, cancellationToken).ConfigureAwait(false)
            : null;
}
