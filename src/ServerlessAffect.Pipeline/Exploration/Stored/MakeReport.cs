using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Explorations;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Queues;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Pipeline.Diagnostics;
using ServerlessAffect.Pipeline.Exploration.Files;

namespace ServerlessAffect.Pipeline.Exploration.Stored;

/// <summary>Makes one report of items in storage.</summary>
/// <remarks>
/// Runs at least once per message and may die at any point. The files are written first, the record last and under its ETag: that is the commit, and whoever began last has it.
/// A fault that a person can mend ends the report at once; any other is thrown, so that the queue delivers again. Starts are counted, because a report that is too large for
/// the machine's memory kills its worker each time. What was written of a report that was erased meanwhile is removed.
/// </remarks>
public sealed partial class MakeReport(
    IReportStore reports,
    IReportFiles files,
    StoredItems items,
    FetchArchive fetch,
    IOptions<PipelineOptions> options,
    TimeProvider clock,
    ILogger<MakeReport> logger)
{
    public async Task RunAsync(ReportRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var operation = Operation.Continue("MakeReport", clock, request.Traceparent, request.Tracestate);
        operation.Activity?.SetTag("affect.report", request.Report.Value);
        try
        {
            if (await BeginAsync(request.Report, cancellationToken).ConfigureAwait(false) is not { } begun)
            {
                return;
            }

            if (await items.FindAsync(begun.Value, cancellationToken).ConfigureAwait(false) is { } seen)
            {
                await EndAsync(begun, await TryMakeAsync(begun.Value, seen, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            }
            else
            {
                // One of its items was erased before the record could be found by whoever erased it.
                await reports.DeleteAsync(request.Report, cancellationToken).ConfigureAwait(false);
                await files.DeleteAsync(request.Report, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (operation.Failed(exception))
        {
            throw;
        }
        finally
        {
            operation.Dispose();
        }
    }

    /// <returns>The record of the run that begins; null where nothing is to be done.</returns>
    private async Task<Versioned<ReportRecord>?> BeginAsync(ContentHash id, CancellationToken cancellationToken)
    {
        var seen = await reports.GetAsync(id, cancellationToken).ConfigureAwait(false);
        if (seen is not { Value.State: ReportState.Queued or ReportState.Running })
        {
            await ClearAsync(id, cancellationToken).ConfigureAwait(false);
            return null;
        }

        if (seen.Value.Starts >= options.Value.MaxAttempts)
        {
            await EndAsync(
                seen,
                new ReadingError(ErrorCodes.Internal, $"It was begun {seen.Value.Starts} times and never came to an end, perhaps for want of memory; ask about fewer items."),
                cancellationToken).ConfigureAwait(false);
            return null;
        }

        var begun = seen.Value with { State = ReportState.Running, Starts = seen.Value.Starts + 1, StartedAt = clock.GetUtcNow() };
        return await reports.TryPutAsync(new Versioned<ReportRecord>(begun, seen.ETag), cancellationToken).ConfigureAwait(false) is { } eTag
            ? new Versioned<ReportRecord>(begun, eTag)
            : throw new AffectException(ErrorCodes.Conflict, $"Report {id.Short} was begun or erased by others at the same time; look again.", isTransient: true);
    }

    /// <returns>Why the report fails for good; null where it was made.</returns>
    private async Task<ReadingError?> TryMakeAsync(ReportRecord report, SeenArchive seen, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(options.Value.ExploreDeadline, clock, cancellationToken);
        try
        {
            await MakeAsync(report, seen, deadline.Token).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception)
        {
            var fault = exception is OperationCanceledException && deadline.Passed
                ? new AffectException(ErrorCodes.TimedOut, $"The report took longer than {options.Value.ExploreDeadline.TotalMinutes:0} min (Pipeline:ExploreDeadline); ask about fewer items, or name fewer methods.", exception)
                : exception;
            LogFailed(logger, report.Id.Short, report.Starts, FaultText.Describe(fault));
            if (!Failure.Counts(fault) || (fault is not AffectException && report.Starts < options.Value.MaxAttempts))
            {
                throw;
            }

            return Failure.Explain(fault, "Exploring");
        }
    }

    private async Task MakeAsync(ReportRecord report, SeenArchive seen, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var media = Directory.CreateDirectory(Path.Combine(folder.Path, "media")).FullName;
        var (archive, readings) = await fetch.RunAsync(seen, media, cancellationToken).ConfigureAwait(false);
        var request = new ExploreRequest
        {
            Source = archive.Name,
            Set = report.Question.Set,
            Methods = report.Question.Methods,
            Clusters = report.Question.K,
            Seed = report.Question.Seed,
            Folder = Path.Combine(folder.Path, "report"),
        };
        await new ExploreArchive(clock, readings).RunAsync(archive, request, null, cancellationToken).ConfigureAwait(false);
        foreach (var name in ExploreFiles.All)
        {
            await using var content = File.OpenRead(Path.Combine(request.Folder, name));
            await files.WriteAsync(report.Id, name, content, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task EndAsync(Versioned<ReportRecord> begun, ReadingError? reason, CancellationToken cancellationToken)
    {
        var ended = begun.Value with { State = reason is null ? ReportState.Done : ReportState.Failed, Reason = reason, EndedAt = clock.GetUtcNow() };
        if (await reports.TryPutAsync(new Versioned<ReportRecord>(ended, begun.ETag), cancellationToken).ConfigureAwait(false) is null)
        {
            await ClearAsync(ended.Id, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Removes what was written of a report that is erased; one that somebody else works on, or has done, stays as it is.</summary>
    private async Task ClearAsync(ContentHash id, CancellationToken cancellationToken)
    {
        if (await reports.GetAsync(id, cancellationToken).ConfigureAwait(false) is null or { Value.State: ReportState.Erasing })
        {
            await files.DeleteAsync(id, cancellationToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(1301, LogLevel.Warning, "Making report {Report} failed, start {Start}: {Fault}.")]
    private static partial void LogFailed(ILogger logger, string report, int start, string fault);
}
