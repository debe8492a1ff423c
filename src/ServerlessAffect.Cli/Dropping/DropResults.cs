using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Rendering;
using ServerlessAffect.Cli.Scoring;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Pipeline.Items;

namespace ServerlessAffect.Cli.Dropping;

/// <summary>Waits for what was dropped and shows what became of it, in the order of the command line.</summary>
internal static class DropResults
{
    /// <returns><see cref="ExitCodes.Failed"/> where a file was not dropped, or has no readings.</returns>
    public static async Task<int> ShowAsync(
        IReadOnlyList<DroppedInput> dropped, IItemStore items, GetItem getItem, Terminal terminal, bool json, CancellationToken cancellationToken)
    {
        var known = await new ItemWait(items, terminal, TimeProvider.System).RunAsync(dropped, cancellationToken).ConfigureAwait(false);
        var failed = false;
        using IRowRenderer renderer = json ? new RowJsonLines(terminal.OutBytes) : new RowTable(terminal);
        foreach (var input in dropped)
        {
            foreach (var row in await RowsAsync(input, known, getItem, cancellationToken).ConfigureAwait(false))
            {
                failed |= row.Reading.Status is ReadingStatus.Failed;
                renderer.Write(row);
            }
        }

        return failed ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static async Task<IEnumerable<ScoredRow>> RowsAsync(
        DroppedInput input, IReadOnlyDictionary<DroppedInput, ContentHash> known, GetItem getItem, CancellationToken cancellationToken)
    {
        if (!known.TryGetValue(input, out var item))
        {
            return [ScoredRow.Failed(input.File, null, null, input.Error!)];
        }

        return await getItem.RunAsync(item, cancellationToken).ConfigureAwait(false) is { } details
            ? ItemRows.Of(input.File, details)
            : [ScoredRow.Failed(input.File, item, null, new ReadingError(ErrorCodes.NotFound, "The item was erased while it was waited for."))];
    }
}
