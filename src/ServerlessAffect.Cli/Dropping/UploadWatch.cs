using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Pipeline.Extraction;
using ServerlessAffect.Pipeline.Models;

namespace ServerlessAffect.Cli.Dropping;

/// <summary>Tells what became of one upload, also where storage knew its bytes before: the state of the item alone would speak of earlier uploads.</summary>
internal sealed class UploadWatch(IItemStore items, IQuarantine quarantine, IAttemptLog attempts, ModelDirectory models, ExtractFeatures extract)
{
    /// <summary>Before the upload.</summary>
    public async Task<UploadMark> MarkAsync(string name, ContentHash item, string? subject, CancellationToken cancellationToken)
    {
        var known = await items.GetAsync(item, cancellationToken).ConfigureAwait(false);
        var unread = await items.GetAsync(UnreadFile.IdOf(name), cancellationToken).ConfigureAwait(false);
        var reason = await FindReasonAsync(name, item, cancellationToken).ConfigureAwait(false);
        return new UploadMark(name, item, subject, ETagOf(known?.Value, name, subject), ETagOf(unread?.Value, name, subject), reason?.ETag);
    }

    /// <summary>After the upload, until it returns something final.</summary>
    public async Task<UploadOutcome> LookAsync(UploadMark mark, CancellationToken cancellationToken)
    {
        var item = (await items.GetAsync(mark.Item, cancellationToken).ConfigureAwait(false))?.Value;
        if (!IsNew(item, mark, mark.Source))
        {
            // Not handled yet, or without a look at its bytes. Whoever handles a file writes a record first.
            item = (await items.GetAsync(UnreadFile.IdOf(mark.Name), cancellationToken).ConfigureAwait(false))?.Value;
            return !IsNew(item, mark, mark.Unread) ? UploadOutcome.Waiting()
                : item is { State: ItemState.Dead, Reason: { } lost } ? UploadOutcome.Of(UploadStage.GivenUp, lost)
                : await RefusalAsync(mark, cancellationToken).ConfigureAwait(false) ?? UploadOutcome.Waiting(item!.Reason);
        }

        // Under another format than the item's own it will be refused, whatever the item is; the quarantine says so in a moment.
        var outcome = IsFormatOf(item!, mark.Name) ? await ReadingsAsync(item!, mark.Name, cancellationToken).ConfigureAwait(false) : UploadOutcome.Waiting(item!.Reason);
        return outcome.Stage is UploadStage.Waiting ? await RefusalAsync(mark, cancellationToken).ConfigureAwait(false) ?? outcome : outcome;
    }

    /// <summary>Does once more what the trigger did, with the models that are live now: a host learns of a release only after some seconds.</summary>
    public Task TakeAgainAsync(UploadMark mark, CancellationToken cancellationToken) => extract.RunAsync(mark.Name, cancellationToken);

    private async Task<UploadOutcome> ReadingsAsync(ItemRecord item, string name, CancellationToken cancellationToken)
    {
        var owed = await models.ForFileAsync(name, item.Modality ?? Modality.Text, cancellationToken).ConfigureAwait(false);
        var open = owed.Where(o => !item.Expected.Any(e => e.Done && e.Model == o.Model && e.Version == o.Version)).ToList();
        var dead = new Dictionary<ModelRelease, ReadingError>();
        if (open.Count > 0 && item is { State: ItemState.Dead, Expected.Count: 0, Reason: { } lost })
        {
            return UploadOutcome.Of(UploadStage.GivenUp, lost);
        }

        if (open.Count > 0 && item.State is ItemState.Dead)
        {
            await foreach (var letter in attempts.ListDeadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (letter.Request.Item == item.Id && open.Find(o => o.Model == letter.Request.Model && o.Version == letter.Request.ModelVersion) is { } died)
                {
                    open.Remove(died);
                    dead[died] = letter.Reason;
                }
            }
        }

        var stage = open.Count == 0 && owed.Count > 0 ? UploadStage.Read
            : item.State is ItemState.Scored or ItemState.Dead ? UploadStage.Settling
            : UploadStage.Waiting;
        return new UploadOutcome(stage, item.Reason, owed, dead);
    }

    private async Task<UploadOutcome?> RefusalAsync(UploadMark mark, CancellationToken cancellationToken) =>
        await FindReasonAsync(mark.Name, mark.Item, cancellationToken).ConfigureAwait(false) is { } refused && refused.ETag != mark.Reason
            ? UploadOutcome.Of(UploadStage.Refused, refused.Value)
            : null;

    /// <summary>A file too large to be read is known by its name alone.</summary>
    private async Task<Versioned<ReadingError>?> FindReasonAsync(string name, ContentHash item, CancellationToken cancellationToken) =>
        await quarantine.FindReasonAsync(name, item, cancellationToken).ConfigureAwait(false)
        ?? await quarantine.FindReasonAsync(name, UnreadFile.IdOf(name), cancellationToken).ConfigureAwait(false);

    private static bool IsNew(ItemRecord? item, UploadMark mark, string? before) =>
        ETagOf(item, mark.Name, mark.Subject) is { } now && !string.Equals(now, before, StringComparison.Ordinal);

    private static string? ETagOf(ItemRecord? item, string name, string? subject) =>
        item?.Sources.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.Ordinal) && string.Equals(s.Subject, subject, StringComparison.Ordinal))?.ETag;

    private static bool IsFormatOf(ItemRecord item, string name)
    {
        try
        {
            return string.Equals(MediaFormat.OfFileName(name).Name, item.Format, StringComparison.Ordinal);
        }
        catch (AffectException unread) when (unread.Code == ErrorCodes.UnsupportedType)
        {
            return false;
        }
    }
}
