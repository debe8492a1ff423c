using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
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
    ModelDirectory directory,
    ExtractFeatures extract,
    IOptions<PipelineOptions> options,
    TimeProvider clock,
    ILogger<Reconcile> logger)
{
    public async Task<Reconciliation> RunAsync(CancellationToken cancellationToken)
    {
        using var operation = Operation.Start("Reconcile", clock);
        var resent = 0;
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

            resent += await ResendAsync(item, operation.Activity?.Id, operation.Activity?.TraceStateString, cancellationToken).ConfigureAwait(false);
        }

        var (taken, failed) = await TakeMissedAsync(known, cancellationToken).ConfigureAwait(false);
        if (taken + failed + resent > 0)
        {
            LogReconciled(logger, taken, failed, resent);
        }

        return new Reconciliation(taken, failed, resent);
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

    private async Task<(int Taken, int Failed)> TakeMissedAsync(Dictionary<string, List<KnownFile>> known, CancellationToken cancellationToken)
    {
        var anyModel = (await directory.ChampionsAsync(cancellationToken).ConfigureAwait(false)).Count > 0;
        var (taken, failed) = (0, 0);
        await foreach (var entry in media.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!IsMissed(entry, known.GetValueOrDefault(entry.Name), anyModel))
            {
                continue;
            }

            try
            {
                await extract.RunAsync(entry.Name, cancellationToken).ConfigureAwait(false);
                taken++;
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                // One file that cannot be taken must not keep the others waiting.
                LogNotTaken(logger, exception);
                failed++;
            }
        }

        return (taken, failed);
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

    [LoggerMessage(1402, LogLevel.Information, "Reconciled: {Taken} missed files taken, {Failed} not, {Resent} requests sent again.")]
    private static partial void LogReconciled(ILogger logger, int taken, int failed, int resent);

    [LoggerMessage(1403, LogLevel.Error, "A file that its trigger missed could not be taken; the next run tries again.")]
    private static partial void LogNotTaken(ILogger logger, Exception exception);
}
