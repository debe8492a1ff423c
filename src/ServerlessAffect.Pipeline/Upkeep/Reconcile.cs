using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Pipeline.Diagnostics;
using ServerlessAffect.Pipeline.Extraction;
using ServerlessAffect.Pipeline.Items;
using ServerlessAffect.Pipeline.Models;
using ServerlessAffect.Pipeline.Scoring;

namespace ServerlessAffect.Pipeline.Upkeep;

/// <summary>Does what the triggers missed: files that nobody took, readings that nobody made. Safe beside the triggers and beside itself.</summary>
public sealed partial class Reconcile(
    IMediaStore media,
    IItemStore items,
    ItemLedger ledger,
    IWorkQueue queue,
    IIntakeLog intake,
    ModelDirectory directory,
    ExtractFeatures extract,
    IOptions<PipelineOptions> options,
    TimeProvider clock,
    ILogger<Reconcile> logger)
{
    /// <summary>Files that are taken at once: those that are slow leave room for the others.</summary>
    private const int Width = 8;

    public async Task<Reconciliation> RunAsync(CancellationToken cancellationToken)
    {
        using var operation = Operation.Start("Reconcile", clock);
        using var budget = new Deadline(options.Value.ReconcileFor, clock, cancellationToken);
        var done = new Tally();
        try
        {
            var known = await ResendAllAsync(done, operation.Activity, budget.Token).ConfigureAwait(false);
            await TakeMissedAsync(known, done, budget.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (budget.Passed)
        {
            LogOutOfTime(logger);
        }

        if (done.Taken + done.Failed + done.Resent > 0)
        {
            LogReconciled(logger, done.Taken, done.Failed, done.Resent);
        }

        return new Reconciliation(done.Taken, done.Failed, done.Resent);
    }

    /// <returns>What the item records say of the names in the inbox.</returns>
    private async Task<Dictionary<string, List<KnownFile>>> ResendAllAsync(Tally done, Activity? activity, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, List<KnownFile>>(StringComparer.Ordinal);
        await foreach (var item in items.ListAsync(null, cancellationToken).ConfigureAwait(false))
        {
            foreach (var source in item.Sources)
            {
                if (!known.TryGetValue(source.Name, out var files))
                {
                    known.Add(source.Name, files = []);
                }

                files.Add(new KnownFile(source.ETag, item.State, item.UpdatedAt));
            }

            done.Resent += await ResendAsync(item, activity?.Id, activity?.TraceStateString, cancellationToken).ConfigureAwait(false);
        }

        return known;
    }

    private async Task<int> ResendAsync(ItemRecord item, string? traceparent, string? tracestate, CancellationToken cancellationToken)
    {
        if (item.State is not ItemState.Extracted || clock.GetUtcNow() - item.UpdatedAt < options.Value.ResendAfter)
        {
            return 0;
        }

        var sent = 0;
        foreach (var owed in item.Expected.Where(e => !e.Done))
        {
            await queue.SendAsync(owed.AsRequest(item.Id, traceparent, tracestate), cancellationToken).ConfigureAwait(false);
            sent++;
        }

        // Written with a new time and nothing else, so that the next run waits its turn.
        await ledger.ChangeAsync(item.Id, current => current is { State: ItemState.Extracted } ? current with { } : current, cancellationToken).ConfigureAwait(false);
        return sent;
    }

    private async Task TakeMissedAsync(Dictionary<string, List<KnownFile>> known, Tally done, CancellationToken cancellationToken)
    {
        var width = new ParallelOptions { MaxDegreeOfParallelism = Width, CancellationToken = cancellationToken };
        var missed = await FindMissedAsync(known, width).ConfigureAwait(false);
        await Parallel.ForEachAsync(missed, width, (name, token) => TakeAsync(name, done, token)).ConfigureAwait(false);
    }

    /// <summary>Those that never failed come first, so that what fails each time keeps nobody waiting.</summary>
    private async Task<IEnumerable<string>> FindMissedAsync(Dictionary<string, List<KnownFile>> known, ParallelOptions width)
    {
        var anyModel = (await directory.ChampionsAsync(width.CancellationToken).ConfigureAwait(false)).Count > 0;
        var missed = new ConcurrentBag<(string Name, int Failures)>();
        var late = media.ListAsync(width.CancellationToken).Where(e => IsMissed(e, known.GetValueOrDefault(e.Name), anyModel));
        await Parallel.ForEachAsync(
            late,
            width,
            async (entry, token) => missed.Add((entry.Name, await intake.CountAsync(entry.Name, entry.ETag, token).ConfigureAwait(false)))).ConfigureAwait(false);
        return missed.OrderBy(m => m.Failures).ThenBy(m => m.Name, StringComparer.Ordinal).Select(m => m.Name);
    }

    private async ValueTask TakeAsync(string name, Tally done, CancellationToken cancellationToken)
    {
        try
        {
            await extract.RunAsync(name, cancellationToken).ConfigureAwait(false);
            Interlocked.Increment(ref done.Taken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // One file that cannot be taken must not keep the others waiting.
            LogNotTaken(logger, FaultText.Describe(exception), FaultText.Origin(exception));
            Interlocked.Increment(ref done.Failed);
        }
    }

    private bool IsMissed(InboxEntry entry, List<KnownFile>? known, bool anyModel)
    {
        var now = clock.GetUtcNow();
        var patience = options.Value.MissedAfter;
        var same = known?.FindIndex(k => string.Equals(k.ETag, entry.ETag, StringComparison.Ordinal)) ?? -1;
        if (same < 0)
        {
            return now - entry.LastModified >= patience;
        }

        // Received: the taker died, or no model was published yet. Quarantined: it died before the file was moved.
        var file = known![same];
        return file.State is ItemState.Received or ItemState.Quarantined
            && now - file.UpdatedAt >= patience
            && (anyModel || file.State is ItemState.Quarantined);
    }

    private sealed class Tally
    {
        public int Taken;
        public int Failed;
        public int Resent;
    }

    [LoggerMessage(1406, LogLevel.Warning, "The reconciliation ran out of time; the next one does the rest.")]
    private static partial void LogOutOfTime(ILogger logger);

    [LoggerMessage(1402, LogLevel.Information, "Reconciled: {Taken} missed files taken, {Failed} not, {Resent} requests sent again.")]
    private static partial void LogReconciled(ILogger logger, int taken, int failed, int resent);

    [LoggerMessage(1403, LogLevel.Error, "A file that its trigger missed could not be taken; the next run tries again: {Fault} {Origin}")]
    private static partial void LogNotTaken(ILogger logger, string fault, string origin);
}
