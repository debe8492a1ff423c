using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Explorations;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Pipeline.Exploration.Stored;

/// <summary>Removes every report that may hold something of a subject: it shows names, words and sound of single items, and figures that they had a part in.</summary>
public sealed class EraseReports(IReportStore reports, IReportFiles files)
{
    private const int MaxTries = 20;

    /// <param name="subject">Whose items are erased.</param>
    /// <param name="items">Them, as far as they are known.</param>
    /// <returns>How many reports are gone. May be repeated: one that was cut off is found again.</returns>
    /// <exception cref="AffectException"><see cref="ErrorCodes.Conflict"/> (transient): a report changed all the time.</exception>
    internal async Task<int> RunAsync(string subject, IReadOnlySet<ContentHash> items, CancellationToken cancellationToken)
    {
        var erased = 0;
        await foreach (var report in reports.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (report.Subjects.Contains(subject, StringComparer.Ordinal) || report.Items.Any(items.Contains))
            {
                erased += await EraseAsync(report.Id, cancellationToken).ConfigureAwait(false) ? 1 : 0;
            }
        }

        return erased;
    }

    private async Task<bool> EraseAsync(ContentHash id, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            if (await reports.GetAsync(id, cancellationToken).ConfigureAwait(false) is not { } seen)
            {
                return false;
            }

            // Marked first: whoever is making it cannot commit any more, and removes what it writes after this.
            if (seen.Value.State is ReportState.Erasing
                || await reports.TryPutAsync(seen with { Value = seen.Value with { State = ReportState.Erasing } }, cancellationToken).ConfigureAwait(false) is not null)
            {
                await files.DeleteAsync(id, cancellationToken).ConfigureAwait(false);
                await reports.DeleteAsync(id, cancellationToken).ConfigureAwait(false);
                return true;
            }
        }

        throw new AffectException(ErrorCodes.Conflict, $"The record of report {id.Short} was changed by others {MaxTries} times in a row; erase again.", isTransient: true);
    }
}
