using Microsoft.Extensions.Logging;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Pipeline.Diagnostics;
using ServerlessAffect.Pipeline.Exploration.Stored;

namespace ServerlessAffect.Pipeline.Items;

/// <summary>Removes everything that is about one subject. May be repeated after a failure half-way.</summary>
public sealed partial class EraseSubject(IItemStore items, ItemLedger ledger, IItemEraser eraser, EraseReports reports, TimeProvider clock, ILogger<EraseSubject> logger)
{
    /// <summary>Rounds through records and files: one that finds everything, one for what was under way, one that finds nothing.</summary>
    private const int MaxRounds = 3;

    private const int MaxTries = 20;

    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRequest"/>: no subject. <see cref="ErrorCodes.Conflict"/> (transient): an item changed all the time.</exception>
    public async Task<Erasure> RunAsync(string subject, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(subject))
        {
            throw new AffectException(ErrorCodes.InvalidRequest, "Say whose items are to be erased; a blank subject would mean nobody's.");
        }

        using var operation = Operation.Start("EraseSubject", clock);
        var removed = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var known = new HashSet<ContentHash>();
        var (erased, kept) = (0, 0);
        for (var round = 0; round < MaxRounds; round++)
        {
            var before = removed.Values.Sum() + kept;
            var theirs = await items.ListAsync(null, cancellationToken).Where(item => item.Sources.Any(s => IsOf(s, subject))).Select(item => item.Id)
                .ToHashSetAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            known.UnionWith(theirs);

            // Before the records go, so that an erasure that is cut off finds them again, and after, for reports that were asked for meanwhile.
            await EraseReportsAsync().ConfigureAwait(false);
            foreach (var item in theirs)
            {
                if (await EraseItemAsync(item, subject, removed, cancellationToken).ConfigureAwait(false) is { } gone)
                {
                    (erased, kept) = gone ? (erased + 1, kept) : (erased, kept + 1);
                }
            }

            // Files that nobody has taken yet, too. Somebody who is just taking one writes a record of it, so a round that found anything is followed by another.
            Add(removed, await eraser.EraseFilesAsync(subject, cancellationToken).ConfigureAwait(false));
            await EraseReportsAsync().ConfigureAwait(false);
            if (removed.Values.Sum() + kept == before)
            {
                break;
            }
        }

        LogErased(logger, erased, kept);
        return new Erasure(subject, erased, kept, removed);

        async Task EraseReportsAsync() =>
            Add(removed, new Dictionary<string, int> { ["reports"] = await reports.RunAsync(subject, known, cancellationToken).ConfigureAwait(false) });
    }

    /// <returns>Whether the item is gone (true) or stays for other subjects (false); null where it was not theirs any more.</returns>
    private async Task<bool?> EraseItemAsync(ContentHash id, string subject, SortedDictionary<string, int> removed, CancellationToken cancellationToken)
    {
        var tried = false;
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            if (await ledger.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } seen || !seen.Value.Sources.Any(s => IsOf(s, subject)))
            {
                return null;
            }

            if (IsOfOthers(seen.Value, subject))
            {
                if (await ledger.ChangeAsync(id, Leave, cancellationToken, seen).ConfigureAwait(false) is { } left && !left.Sources.Any(s => IsOf(s, subject)))
                {
                    return false;
                }
            }
            else
            {
                // A source that nobody is named for holds the same words, so it goes too. Whoever else brought the same bytes meanwhile has changed the record.
                var gone = await eraser.EraseAsync(seen, cancellationToken).ConfigureAwait(false);
                Add(removed, gone);
                tried = true;
                if (gone["items"] > 0)
                {
                    return true;
                }
            }
        }

        throw new AffectException(ErrorCodes.Conflict, $"The record of item {id.Short} was changed by others {MaxTries} times in a row; erase again.", isTransient: true);

        // The others may have been erased meanwhile; then all of it goes. What an attempt to erase it has taken from the others is made again.
        ItemRecord? Leave(ItemRecord? current)
        {
            if (current is null || !IsOfOthers(current, subject))
            {
                return current;
            }

            var left = current with { Sources = [.. current.Sources.Where(s => !IsOf(s, subject))] };
            return tried ? left.OwingAgain() : left;
        }
    }

    private static bool IsOfOthers(ItemRecord item, string subject) => item.Sources.Any(s => s.Subject is not null && !IsOf(s, subject));

    private static bool IsOf(ItemSource source, string subject) => string.Equals(source.Subject, subject, StringComparison.Ordinal);

    private static void Add(SortedDictionary<string, int> sum, IReadOnlyDictionary<string, int> part)
    {
        foreach (var (kind, count) in part)
        {
            sum[kind] = sum.GetValueOrDefault(kind) + count;
        }
    }

    [LoggerMessage(1201, LogLevel.Information, "Erased a subject: {Erased} items gone, {Kept} kept for other subjects.")]
    private static partial void LogErased(ILogger logger, int erased, int kept);
}
