using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Pipeline.Diagnostics;
using ServerlessAffect.Pipeline.Items;
using ServerlessAffect.Pipeline.Models;
using ServerlessAffect.Pipeline.Scoring;

namespace ServerlessAffect.Pipeline.Extraction;

/// <summary>Takes a dropped file: knows it by its bytes, makes the features that the models need, and asks for one reading per model.</summary>
/// <remarks>Runs at least once per drop and may die at any point: every write is conditional, and the messages come last, so that a repetition
/// finishes what was begun. What cannot be read goes to the quarantine with its reason. Any other failure is recorded and thrown, so that the trigger delivers
/// again; the last one allowed makes the item dead and returns.</remarks>
public sealed partial class ExtractFeatures(
    IMediaStore media,
    IWorkQueue queue,
    Leftovers leftovers,
    ItemLedger ledger,
    ModelDirectory directory,
    FeatureMaking making,
    FailedFiles failed,
    IOptions<PipelineOptions> options,
    TimeProvider clock,
    ILogger<ExtractFeatures> logger)
{
    /// <param name="name">Name below <c>inbox/</c>.</param>
    /// <returns>The item as it is now; null where the file is gone.</returns>
    /// <exception cref="AffectException"><see cref="ErrorCodes.TimedOut"/>, and what the storage throws; nothing is lost, the drop may be repeated.</exception>
    public async Task<ItemRecord?> RunAsync(string name, CancellationToken cancellationToken)
    {
        var operation = Operation.Start("ExtractFeatures", clock);
        using var deadline = Deadline.Of(MediaFormat.ModalityOf(name), options.Value, clock, cancellationToken);
        var arrival = new Arrival();
        try
        {
            return await TakeAsync(name, arrival, operation.Activity, deadline.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            var fault = exception is OperationCanceledException && deadline.Passed ? deadline.Exceeded(exception) : exception;
            operation.Failed(fault);
            if (arrival.File is not null && Failure.Counts(fault)
                && await failed.RecordAsync(arrival, Failure.Explain(fault, "Extraction"), cancellationToken).ConfigureAwait(false) is { } dead)
            {
                return dead;
            }

            ExceptionDispatchInfo.Throw(fault);
            throw;
        }
        finally
        {
            operation.Dispose();
        }
    }

    private async Task<ItemRecord?> TakeAsync(string name, Arrival arrival, Activity? activity, CancellationToken cancellationToken)
    {
        DroppedFile? opened;
        try
        {
            opened = await media.OpenAsync(name, cancellationToken).ConfigureAwait(false);
        }
        catch (AffectException fault) when (fault.Code == ErrorCodes.UnsafeName)
        {
            return await RefuseUnreachedAsync(name, cancellationToken).ConfigureAwait(false);
        }

        await using var file = opened;
        if (file is null)
        {
            return null;
        }

        arrival.File = file;
        MediaFormat? format = null;
        ReadingError? reason = null;
        try
        {
            format = FileRules.RequireReadable(file, options.Value);
        }
        catch (AffectException fault) when (FileRules.IsOfTheFile(fault))
        {
            reason = new ReadingError(fault.Code, fault.Message);
        }

        if (format is null && file.Bytes > FileRules.MaxBytes(FormatOf(file.Name), options.Value))
        {
            // More than anybody may make us read, so it is not even hashed.
            return await RefuseAsync(file, UnreadFile.IdOf(file.Name), null, reason!, cancellationToken).ConfigureAwait(false);
        }

        using var content = await FileContent.ReadAsync(file, options.Value.InMemoryBytes, cancellationToken).ConfigureAwait(false);
        arrival.Content = content.Hash;
        activity?.SetTag("affect.item", content.Hash.Value);
        if (format is null)
        {
            return await RefuseAsync(file, content.Hash, null, reason!, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            var item = await ReceiveAsync(file, content, format, cancellationToken).ConfigureAwait(false);
            if (!IsOf(item, format))
            {
                return await QuarantineAsync(file, item, Conflict(item.Format!, format), cancellationToken).ConfigureAwait(false);
            }

            if (format.Modality is Modality.Text)
            {
                return await ExtractAsync(item, name, content, format, activity, cancellationToken).ConfigureAwait(false);
            }

            // A recording may take longer than a missed file is waited for.
            await using var sign = new SignOfLife(item.Id, ledger, options.Value.MissedAfter / 4, clock);
            return await ExtractAsync(item, name, content, format, activity, cancellationToken).ConfigureAwait(false);
        }
        catch (AffectException fault) when (FileRules.IsOfTheFile(fault))
        {
            return await RefuseAsync(file, content.Hash, format, new ReadingError(fault.Code, fault.Message), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Storage has the file and no client reaches it, so it is quarantined where it is.</summary>
    private async Task<ItemRecord?> RefuseUnreachedAsync(string name, CancellationToken cancellationToken)
    {
        LogOutOfReach(logger, Printable.Shorten(name, 120));
        Count(ItemState.Quarantined);
        return await ledger.ChangeAsync(UnreadFile.IdOf(name), current => current ?? Arrival.Unreached(name, clock.GetUtcNow()), cancellationToken).ConfigureAwait(false);
    }

    /// <returns>The record; of another format where the same bytes came first, or at the same moment, as something else: one write decides whose the item is.</returns>
    private async Task<ItemRecord> ReceiveAsync(DroppedFile file, FileContent content, MediaFormat format, CancellationToken cancellationToken)
    {
        var source = SourceOf(file);
        var item = await ledger.ChangeAsync(content.Hash, Receive, cancellationToken).ConfigureAwait(false);
        if (file.Bytes > options.Value.InMemoryBytes)
        {
            // It may have been refused unread before, when less was read.
            await ledger.ForgetAsync(UnreadFile.IdOf(file.Name), cancellationToken).ConfigureAwait(false);
        }

        return item!;

        ItemRecord Receive(ItemRecord? current)
        {
            if (current is null)
            {
                return Arrival.NewItem(content.Hash, file, source) with { Modality = format.Modality, Format = format.Name };
            }

            if (current.State is ItemState.Quarantined || current.Format is null)
            {
                // Unreadable under another name or to another version, or given up before it was judged: judged afresh.
                return current.WithSource(source) with { Modality = format.Modality, Format = format.Name, State = ItemState.Received, Reason = null };
            }

            return current.WithSource(source);
        }
    }

    private static bool IsOf(ItemRecord item, MediaFormat? format) => string.Equals(item.Format, format?.Name, StringComparison.Ordinal);

    private static ReadingError Conflict(string known, MediaFormat format) => new(
        ErrorCodes.FormatConflict,
        $"The same bytes are already known as '{known}' and mean something else as '{format.Name}'; change the file or drop it under its first extension.");

    private async Task<ItemRecord?> ExtractAsync(
        ItemRecord item, string name, FileContent content, MediaFormat format, Activity? activity, CancellationToken cancellationToken)
    {
        var chosen = await directory.ForFileAsync(name, format.Modality, cancellationToken).ConfigureAwait(false);
        if (chosen.Count == 0)
        {
            LogNoModel(logger, item.Id.Short);
            return await ledger.ChangeAsync(item.Id, Wait, cancellationToken).ConfigureAwait(false);
        }

        var asked = new List<ExpectedPrediction>(chosen.Count);
        var made = new HashSet<ContentHash>();
        var features = making.Of(content, format);
        foreach (var release in chosen)
        {
            if (item.Expected.FirstOrDefault(e => e.IsOf(release.Model, release.Version)) is { Done: true } done)
            {
                asked.Add(done);
                continue;
            }

            using var wanted = await LoadAsync(features, release, cancellationToken).ConfigureAwait(false);
            if (wanted is null)
            {
                // Nobody can tell its schema; scoring will say why, as often as is allowed, and then bury the request.
                asked.Add(new ExpectedPrediction(release.Model, release.Version, default, Done: false));
                continue;
            }

            asked.Add(new ExpectedPrediction(release.Model, release.Version, wanted.Schema, Done: false));
            if (made.Add(wanted.Schema) && !(item.State is not ItemState.Received && await wanted.ExistAsync(item.Id, cancellationToken).ConfigureAwait(false)))
            {
                await wanted.MakeAsync(item.Id, cancellationToken).ConfigureAwait(false);
            }
        }

        var owing = await ledger.ChangeAsync(item.Id, current => current?.Owing(asked), cancellationToken).ConfigureAwait(false);
        if (owing is null)
        {
            // Erased meanwhile: what this call wrote goes too. The file is not touched: it may be another subject's by now.
            await leftovers.RemoveAsync(item.Id, cancellationToken).ConfigureAwait(false);
            return null;
        }

        if (owing.State is not ItemState.Dead)
        {
            foreach (var owed in owing.Expected.Where(e => !e.Done && asked.Exists(a => a.IsOf(e.Model, e.Version))))
            {
                await queue.SendAsync(owed.AsRequest(item.Id, activity?.Id, activity?.TraceStateString), cancellationToken).ConfigureAwait(false);
            }
        }

        Count(owing.State);
        return owing;
    }

    /// <returns>Null where the model cannot be loaded.</returns>
    private async Task<IModelFeatures?> LoadAsync(IItemFeatures features, ModelRelease release, CancellationToken cancellationToken)
    {
        try
        {
            return await features.OpenAsync(release, cancellationToken).ConfigureAwait(false);
        }
        catch (AffectException fault) when (!fault.IsTransient)
        {
            LogModelRefused(logger, release.Model, release.Version, FaultText.Describe(fault));
            return null;
        }
    }

    private static MediaFormat? FormatOf(string name) => MediaFormat.ModalityOf(name) is null ? null : MediaFormat.OfFileName(name);

    /// <summary>The record first, the file last: stopped in between, a repetition finds the file where it was.</summary>
    /// <param name="format">As what the file was read; null where its type could not be told.</param>
    private async Task<ItemRecord?> RefuseAsync(DroppedFile file, ContentHash id, MediaFormat? format, ReadingError reason, CancellationToken cancellationToken)
    {
        var source = SourceOf(file);
        var item = await ledger.ChangeAsync(id, Refuse, cancellationToken).ConfigureAwait(false);
        return await QuarantineAsync(file, item!, reason, cancellationToken).ConfigureAwait(false);

        // The file speaks for the item only where the item is known as what the file is: under another extension the same bytes may be read, or have a reason of their own.
        ItemRecord Refuse(ItemRecord? current) => current is null
            ? Arrival.NewItem(id, file, source) with { State = ItemState.Quarantined, Reason = reason, Modality = format?.Modality, Format = format?.Name }
            : current.State is ItemState.Received or ItemState.Quarantined && (current.Format is null || IsOf(current, format))
                ? current.WithSource(source).Into(ItemState.Quarantined, reason)
                : current.WithSource(source);
    }

    private async Task<ItemRecord> QuarantineAsync(DroppedFile file, ItemRecord item, ReadingError reason, CancellationToken cancellationToken)
    {
        await media.QuarantineAsync(file, item.Id, reason, cancellationToken).ConfigureAwait(false);
        LogQuarantined(logger, Printable.Shorten(file.Name, 120), item.Id.Short, reason.Code);
        Count(ItemState.Quarantined);
        return item;
    }

    private ItemSource SourceOf(DroppedFile file) => new(file.Name, file.Subject, clock.GetUtcNow(), file.ETag);

    private static ItemRecord? Wait(ItemRecord? current) => current is { State: ItemState.Received }
        ? current.Into(ItemState.Received, new ReadingError(ErrorCodes.NoModel, "No model that reads it is published yet; the item waits until one is."))
        : current;

    private static void Count(ItemState state) =>
        PipelineTelemetry.Items.Add(1, new KeyValuePair<string, object?>("affect.state", state.ToString().ToLowerInvariant()));

    [LoggerMessage(1101, LogLevel.Warning, "File {Name} (item {Item}) is quarantined: {Code}.")]
    private static partial void LogQuarantined(ILogger logger, string name, string item, string code);

    [LoggerMessage(1102, LogLevel.Warning, "Item {Item} waits: no model that reads it is published yet.")]
    private static partial void LogNoModel(ILogger logger, string item);

    [LoggerMessage(1104, LogLevel.Warning, "File {Name} has a name that leads to another file; it is quarantined unread, where it is.")]
    private static partial void LogOutOfReach(ILogger logger, string name);

    [LoggerMessage(1103, LogLevel.Error, "Model {Model} {Version} cannot be loaded; the items that want it will die one by one: {Fault}")]
    private static partial void LogModelRefused(ILogger logger, string model, string version, string fault);
}
