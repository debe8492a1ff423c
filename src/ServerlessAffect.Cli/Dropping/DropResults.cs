using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Rendering;
using ServerlessAffect.Cli.Scoring;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Pipeline.Items;

namespace ServerlessAffect.Cli.Dropping;

/// <summary>Waits for what was dropped and shows what became of it, in the order of the command line.</summary>
internal static class DropResults
{
    /// <param name="dropped">With their <see cref="DroppedInput.Mark"/>.</param>
    /// <returns><see cref="ExitCodes.Failed"/> where a file was not dropped, or has no readings.</returns>
    public static async Task<int> ShowAsync(
        IReadOnlyList<DroppedInput> dropped, UploadWatch watch, GetItem getItem, Terminal terminal, bool json, CancellationToken cancellationToken)
    {
        var wait = new UploadWait(watch, terminal, TimeProvider.System);
        var outcomes = await wait.RunAsync(dropped.Select(d => d.Mark).OfType<UploadMark>(), cancellationToken).ConfigureAwait(false);
        var failed = false;
        using IRowRenderer renderer = json ? new RowJsonLines(terminal.OutBytes) : new RowTable(terminal);
        foreach (var input in dropped)
        {
            var outcome = input.Mark is { } mark ? outcomes[mark] : null;
            foreach (var row in await RowsAsync(input, outcome, getItem, cancellationToken).ConfigureAwait(false))
            {
                failed |= row.Reading.Status is ReadingStatus.Failed;
                renderer.Write(row);
            }
        }

        return failed ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static async Task<IEnumerable<ScoredRow>> RowsAsync(DroppedInput input, UploadOutcome? outcome, GetItem getItem, CancellationToken cancellationToken)
    {
        if (outcome is null)
        {
            return [ScoredRow.Failed(input.File, null, null, input.Error!)];
        }

        var item = input.Mark!.Item;
        if (outcome.Stage is UploadStage.Refused or UploadStage.GivenUp)
        {
            var word = outcome.Stage is UploadStage.Refused ? "quarantined" : "dead";
            return [ScoredRow.Failed(input.File, item, MediaFormat.ModalityOf(input.Mark.Name), outcome.Reason!) with { Outcome = word }];
        }

        var rows = await getItem.RunAsync(item, cancellationToken).ConfigureAwait(false) is { } details ? ItemRows.Of(input.File, details, outcome).ToArray() : [];
        return rows.Length > 0
            ? rows
            : [ScoredRow.Failed(input.File, item, null, new ReadingError(ErrorCodes.NotFound, "The item was erased while it was waited for."))];
    }
}
