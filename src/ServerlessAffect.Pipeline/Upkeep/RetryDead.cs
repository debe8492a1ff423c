using Microsoft.Extensions.Logging;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Pipeline.Diagnostics;
using ServerlessAffect.Pipeline.Items;

namespace ServerlessAffect.Pipeline.Upkeep;

/// <summary>Gives dead requests, files that were given up and quarantined files another chance, after a person has mended the cause. May be repeated.</summary>
public sealed partial class RetryDead(
    IItemStore items,
    ItemLedger ledger,
    IAttemptLog attempts,
    IIntakeLog intake,
    IWorkQueue queue,
    IQuarantine quarantine,
    TimeProvider clock,
    ILogger<RetryDead> logger)
{
    public async Task<Retries> RunAsync(CancellationToken cancellationToken)
    {
        using var operation = Operation.Start("RetryDead", clock);
        var requests = 0;
        await foreach (var letter in attempts.ListDeadAsync(cancellationToken).ConfigureAwait(false))
        {
            // The item first, the message last: stopped in between, either the letter is still there or the reconciliation finds the debt.
            var item = await ledger.ChangeAsync(letter.Request.Item, Revive, cancellationToken).ConfigureAwait(false);
            await attempts.ClearAsync(letter.Request, cancellationToken).ConfigureAwait(false);
            if (item is not null)
            {
                await queue.SendAsync(letter.Request with { Traceparent = operation.Activity?.Id, Tracestate = operation.Activity?.TraceStateString }, cancellationToken)
                    .ConfigureAwait(false);
                requests++;
            }
        }

        // Where several wait under one name, one comes back at a time: the one that has waited longest.
        var files = 0;
        var stuck = await items.ListAsync(null, cancellationToken).Where(i => i.State is ItemState.Quarantined or ItemState.Dead).ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var item in stuck.OrderBy(i => i.UpdatedAt))
        {
            files += item.State is ItemState.Quarantined
                ? await RestoreAsync(item, cancellationToken).ConfigureAwait(false)
                : await TakeUpAgainAsync(item, cancellationToken).ConfigureAwait(false);
        }

        // After the letters: a message that was given up for a dead request finds it alive.
        var messages = await queue.RestorePoisonAsync(cancellationToken).ConfigureAwait(false);
        LogRetried(logger, requests, files, messages);
        return new Retries(requests, files, messages);
    }

    private static ItemRecord? Revive(ItemRecord? item) => item is { State: ItemState.Dead } ? item.Into(ItemState.Extracted, null).Settled() : item;

    private async Task<int> RestoreAsync(ItemRecord item, CancellationToken cancellationToken)
    {
        var files = 0;
        foreach (var name in item.Sources.Select(s => s.Name).Distinct(StringComparer.Ordinal))
        {
            try
            {
                files += await quarantine.RestoreAsync(name, item.Id, cancellationToken).ConfigureAwait(false) ? 1 : 0;
            }
            catch (AffectException fault) when (fault.Code == ErrorCodes.UnsafeName)
            {
                // It was never moved. Where it still is, the reconciliation says so again.
                await ledger.ForgetAsync(item.Id, cancellationToken).ConfigureAwait(false);
                return files;
            }
        }

        if (files > 0)
        {
            // A trigger may have been faster; then the record has moved on and stays as it is. Of several files of the same bytes the first to come back says what they are.
            await ledger.ChangeAsync(
                item.Id,
                current => current is { State: ItemState.Quarantined } && current.UpdatedAt == item.UpdatedAt ? current.Into(ItemState.Received, null) with { Format = null } : current,
                cancellationToken).ConfigureAwait(false);
        }

        return files;
    }

    /// <summary>What is still dead now was not killed by a request: its file could not be taken. The reconciliation takes it, because nobody else has.</summary>
    private async Task<int> TakeUpAgainAsync(ItemRecord item, CancellationToken cancellationToken)
    {
        foreach (var source in item.Sources)
        {
            if (source.ETag is { } eTag)
            {
                await intake.ClearAsync(source.Name, eTag, cancellationToken).ConfigureAwait(false);
            }
        }

        if (UnreadFile.Is(item))
        {
            await ledger.ForgetAsync(item.Id, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await ledger.ChangeAsync(item.Id, current => current is { State: ItemState.Dead } ? current.Into(ItemState.Received, null) : current, cancellationToken).ConfigureAwait(false);
        }

        return 1;
    }

    [LoggerMessage(1401, LogLevel.Information, "Retried {Requests} dead requests, {Files} files and {Messages} messages that a host had given up.")]
    private static partial void LogRetried(ILogger logger, int requests, int files, int messages);
}
