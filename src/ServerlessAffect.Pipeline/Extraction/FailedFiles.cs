using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Pipeline.Diagnostics;
using ServerlessAffect.Pipeline.Items;

namespace ServerlessAffect.Pipeline.Extraction;

/// <summary>Counts how often a file could not be taken, and gives it up, with its reason, when that is often enough. The file stays in the inbox.</summary>
public sealed partial class FailedFiles(
    IMediaStore media, IIntakeLog intake, ItemLedger ledger, IOptions<PipelineOptions> options, TimeProvider clock, ILogger<FailedFiles> logger)
{
    /// <returns>The item, dead, where this was the last failure allowed; null where the file shall be tried again.</returns>
    internal async Task<ItemRecord?> RecordAsync(Arrival arrival, ReadingError reason, CancellationToken cancellationToken)
    {
        var file = arrival.File!;
        var failures = await intake.RecordFailureAsync(file.Name, file.ETag, reason, cancellationToken).ConfigureAwait(false);
        LogFailed(logger, Printable.Shorten(file.Name, 120), failures, reason.Code);
        return failures < options.Value.MaxAttempts ? null : await GiveUpAsync(file, arrival.Content, reason, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ItemRecord?> GiveUpAsync(DroppedFile file, ContentHash? content, ReadingError reason, CancellationToken cancellationToken)
    {
        await using (var now = await media.OpenAsync(file.Name, cancellationToken).ConfigureAwait(false))
        {
            if (!string.Equals(now?.ETag, file.ETag, StringComparison.Ordinal))
            {
                // Erased or replaced meanwhile: nothing of it may be written any more.
                return null;
            }
        }

        var item = await DieAsync(content, file, reason, cancellationToken).ConfigureAwait(false);
        PipelineTelemetry.Items.Add(1, new KeyValuePair<string, object?>("affect.state", "dead"));
        return item;
    }

    private async Task<ItemRecord?> DieAsync(ContentHash? content, DroppedFile file, ReadingError reason, CancellationToken cancellationToken)
    {
        var source = new ItemSource(file.Name, file.Subject, clock.GetUtcNow(), file.ETag);
        if (content is { } id)
        {
            try
            {
                return await ledger.ChangeAsync(id, current => Die(id, current), cancellationToken).ConfigureAwait(false);
            }
            catch (AffectException fault) when (fault.Code == ErrorCodes.DamagedDocument)
            {
                LogDamaged(logger, id.Short, FaultText.Describe(fault));
            }
        }

        var unread = UnreadFile.IdOf(file.Name);
        return await ledger.ChangeAsync(unread, current => Die(unread, current), cancellationToken).ConfigureAwait(false);

        ItemRecord Die(ContentHash known, ItemRecord? current) =>
            (current ?? Arrival.NewItem(known, file, source)).WithSource(source).Into(ItemState.Dead, reason);
    }

    [LoggerMessage(1105, LogLevel.Warning, "File {Name} could not be taken, attempt {Attempt}: {Code}.")]
    private static partial void LogFailed(ILogger logger, string name, int attempt, string code);

    [LoggerMessage(1106, LogLevel.Error, "The record of item {Item} is damaged; its file is given up under a record of its name: {Fault}")]
    private static partial void LogDamaged(ILogger logger, string item, string fault);
}
