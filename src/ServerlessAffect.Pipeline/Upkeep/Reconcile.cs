using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Pipeline.Diagnostics;
using ServerlessAffect.Pipeline.Extraction;
using ServerlessAffect.Pipeline.Items;
using ServerlessAffect.Pipeline.Models;
using ServerlessAffect.Pipeline.Scoring;

namespace ServerlessAffect.Pipeline.Upkeep;

/// <summary>Does what the triggers missed: files that nobody took, readings that nobody made; and removes what a killed step wrote for an item that was erased meanwhile. Safe beside the triggers and beside itself.</summary>
public sealed partial class Reconcile(
    IMediaStore media,
    IItemStore items,
    ItemLedger ledger,
    IWorkQueue queue,
    IIntakeLog intake,
    IItemEraser eraser,
    Leftovers leftovers,
    ModelDirectory directory,
    ExtractFeatures extract,
    IOptions<PipelineOptions> options,
    TimeProvider clock,
    ILogger<Reconcile> logger)
{
    /// <summary>Files that are taken at once: those that are slow leave room for the others.</summary>
    private const int Width = 8;

    /// <summary>Items whose leftovers one run removes; the next removes more.</summary>
    internal const int MostRemoved = 1_000;

    public async Task<Reconciliation> RunAsync(CancellationToken cancellationToken)
    {
        using var operation = Operation.Start("Reconcile", clock);
        using var budget = new Deadline(options.Value.ReconcileFor, clock, cancellationToken);
        var done = new Tally();
        try
        {
            var recorded = new HashSet<ContentHash>();
            var known = await ResendAllAsync(recorded, done, operation.Activity, budget.Token).ConfigureAwait(false);
            await TakeMissedAsync(known, done, budget.Token).ConfigureAwait(false);
            await RemoveLeftoversAsync(recorded, done, budget.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (budget.Passed)
        {
            LogOutOfTime(logger);
        }

        if (done.Taken + done.Failed + done.Resent + done.Removed > 0)
        {
            LogReconciled(logger, done.Taken, done.Failed, done.Resent, done.Removed);
        }

        return new Reconciliation(done.Taken, done.Failed, done.Resent, done.Removed);
    }

    /// <returns>What the item records say of the names in the inbox.</returns>
    private async Task<Dictionary<string, List<KnownFile>>> ResendAllAsync(HashSet<ContentHash> recorded, Tally done, Activity? activity, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, List<KnownFile>>(StringComparer.Ordinal);
        await foreach (var item in items.ListAsync(null, cancellationToken).ConfigureAwait(false))
        {
            recorded.Add(item.Id);
            foreach (var source in item.Sources)
            {
                if (!known.TryGetValue(source.Name, out var files))
                {
                    known.Add(source.Name, files = []);
                }

                files.Add(new KnownFile(source.ETag, item.State, item.UpdatedAt, Arrival.IsUnreached(item, source)));
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

    /// <summary>A step has the record before it writes anything, so nothing under way is without one; whoever is killed between its last write and finding the record
    /// erased leaves what it wrote. The same bytes may arrive again at any moment: then what is removed here is made again (<see cref="Leftovers"/>).</summary>
    private async Task RemoveLeftoversAsync(HashSet<ContentHash> recorded, Tally done, CancellationToken cancellationToken)
    {
        await foreach (var item in eraser.ListDerivedAsync(cancellationToken).ConfigureAwait(false))
        {
            if (recorded.Add(item) && !await HasRecordAsync(item, cancellationToken).ConfigureAwait(false))
            {
                await leftovers.RemoveAsync(item, cancellationToken).ConfigureAwait(false);
                if (++done.Removed == MostRemoved)
                {
                    return;
                }
            }
        }
    }

    private async Task<bool> HasRecordAsync(ContentHash item, CancellationToken cancellationToken)
    {
        try
        {
            return await ledger.FindAsync(item, cancellationToken).ConfigureAwait(false) is not null;
        }
        catch (AffectException fault) when (fault.Code == ErrorCodes.DamagedDocument)
        {
            // The listing passed it over; it is a record all the same.
            return true;
        }
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
        var champions = await directory.ChampionsAsync(width.CancellationToken).ConfigureAwait(false);
        var missed = new ConcurrentBag<(string Name, int Failures)>();
        var late = media.ListAsync(width.CancellationToken).Where(e => IsMissed(e, known.GetValueOrDefault(e.Name), champions));
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

    private bool IsMissed(InboxEntry entry, List<KnownFile>? known, IReadOnlyList<ModelRelease> champions)
    {
        var now = clock.GetUtcNow();
        var patience = options.Value.MissedAfter;
        var same = known?.FindIndex(k => string.Equals(k.ETag, entry.ETag, StringComparison.Ordinal)) ?? -1;
        if (same < 0)
        {
            return now - entry.LastModified >= patience && known?.Exists(k => k.OutOfReach) != true;
        }

        // Received: the taker died, or no model that reads it was published yet. Quarantined: it died before the file was moved.
        var file = known![same];
        return file.State is ItemState.Received or ItemState.Quarantined
            && now - file.UpdatedAt >= patience
            && (file.State is ItemState.Quarantined || champions.Any(c => MediaFormat.ModalityOf(entry.Name) is not { } modality || c.Reads(modality)));
    }

    private sealed class Tally
    {
        public int Taken;
        public int Failed;
        public int Resent;
        public int Removed;
    }

    [LoggerMessage(1406, LogLevel.Warning, "The reconciliation ran out of time; the next one does the rest.")]
    private static partial void LogOutOfTime(ILogger logger);

    [LoggerMessage(1402, LogLevel.Information, "Reconciled: {Taken} missed files taken, {Failed} not, {Resent} requests sent again, leftovers of {Removed} erased items removed.")]
    private static partial void LogReconciled(ILogger logger, int taken, int failed, int resent, int removed);

    [LoggerMessage(1403, LogLevel.Error, "A file that its trigger missed could not be taken; the next run tries again: {Fault} {Origin}")]
    private static partial void LogNotTaken(ILogger logger, string fault, string origin);
}
