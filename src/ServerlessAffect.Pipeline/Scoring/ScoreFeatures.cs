using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Queues;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Pipeline.Diagnostics;
using ServerlessAffect.Pipeline.Extraction;
using ServerlessAffect.Pipeline.Items;
using ServerlessAffect.Pipeline.Models;

namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>Answers one request: the features of one item, one model version, one prediction.</summary>
/// <remarks>
/// Runs at least once per message and may die at any point. A failure is recorded and thrown, so that the queue delivers again; the last one allowed makes a
/// dead letter and returns. A stopping host and a storage that cannot be reached are no failures of the request and are not recorded.
/// </remarks>
public sealed partial class ScoreFeatures(
    IPredictionStore predictions,
    IAttemptLog attempts,
    Leftovers leftovers,
    ItemLedger ledger,
    ItemReading reading,
    ModelDirectory directory,
    IOptions<PipelineOptions> options,
    TimeProvider clock,
    ILogger<ScoreFeatures> logger)
{
    public async Task RunAsync(ScoreRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var operation = Operation.Continue("ScoreFeatures", clock, request.Traceparent, request.Tracestate);
        operation.Activity?.SetTag("affect.item", request.Item.Value);
        operation.Activity?.SetTag("affect.model", request.Model);
        using var deadline = new Deadline(options.Value.ItemDeadline, clock, cancellationToken);
        try
        {
            await AnswerAsync(request, deadline).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            var fault = exception is OperationCanceledException && deadline.Passed ? deadline.Exceeded(exception) : exception;
            operation.Failed(fault);
            if (!Failure.Counts(fault) || !await RecordAsync(request, Failure.Explain(fault, "Scoring"), cancellationToken).ConfigureAwait(false))
            {
                throw;
            }
        }
        finally
        {
            operation.Dispose();
        }
    }

    private async Task AnswerAsync(ScoreRequest request, Deadline deadline)
    {
        var cancellationToken = deadline.Token;
        var seen = await ledger.FindAsync(request.Item, cancellationToken).ConfigureAwait(false);
        if (seen is not { Value: var item })
        {
            // Erased. A worker that died before it learnt of that may have written something.
            await leftovers.RemoveAsync(request.Item, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (item.HasHeard(request.Model, request.ModelVersion))
        {
            // A message may come twice; the last one leaves the item in the state that its readings say.
            await ledger.ChangeAsync(item.Id, current => current?.Settled(), cancellationToken, seen).ConfigureAwait(false);
            return;
        }

        if (item.Modality is Modality.Audio or Modality.Video)
        {
            // Its features may have to be made first.
            deadline.Restart(options.Value.MediaDeadline);
        }

        var release = await directory.FindAsync(new ModelRef(request.Model, request.ModelVersion), cancellationToken).ConfigureAwait(false);
        var answer = await reading.ReadAsync(item, release, request.Schema, cancellationToken).ConfigureAwait(false);
        var schema = answer.Manifest.SchemaHash;
        if (await predictions.TryWriteAsync(Document(item, answer), cancellationToken).ConfigureAwait(false))
        {
            Count(answer.Manifest.Name, answer.Readings);
        }

        var heard = await ledger.ChangeAsync(item.Id, current => current?.Heard(release.Model, release.Version, schema), cancellationToken, seen).ConfigureAwait(false);
        if (heard is null)
        {
            // Erased meanwhile: what this call wrote goes too.
            await leftovers.RemoveAsync(item.Id, cancellationToken).ConfigureAwait(false);
        }
        else if (heard.State is ItemState.Scored)
        {
            PipelineTelemetry.Items.Add(1, new KeyValuePair<string, object?>("affect.state", "scored"));
        }
    }

    private static PredictionDocument Document(ItemRecord item, ItemAnswer answer) => new()
    {
        Item = item.Id,
        File = item.Sources.Count > 0 ? item.Sources[0].Name : "",
        Modality = item.Modality ?? Modality.Text,
        Model = ModelIdentity.Of(answer.Manifest),
        Schema = answer.Manifest.SchemaHash,
        Notice = answer.Notice,
        Readings = answer.Readings,
    };

    /// <returns>Whether nothing is left to do: that was the last attempt and the request is buried, another delivery has answered it, or the item is erased.</returns>
    private async Task<bool> RecordAsync(ScoreRequest request, ReadingError reason, CancellationToken cancellationToken)
    {
        var failures = await attempts.RecordFailureAsync(request, reason, cancellationToken).ConfigureAwait(false);
        LogFailed(logger, request.Item.Short, request.Model, request.ModelVersion, failures, reason.Code);
        if (await ledger.FindAsync(request.Item, cancellationToken).ConfigureAwait(false) is not { } seen)
        {
            await leftovers.RemoveAsync(request.Item, cancellationToken).ConfigureAwait(false);
            return true;
        }

        if (failures < options.Value.MaxAttempts)
        {
            return false;
        }

        if (!seen.Value.Owes(request.Model, request.ModelVersion))
        {
            // The record says what is owed before anything is asked for: this is a stranger's message, or one for a record that was erased and began anew. Nobody waits
            // for its reading, and whatever the item does owe is asked for by itself, so it is neither kept nor held against the item.
            LogNotOwed(logger, request.Item.Short, request.Model, request.ModelVersion, reason.Code);
            await attempts.ClearAsync(request, cancellationToken).ConfigureAwait(false);
            return true;
        }

        // The letter before the state: stopped in between, the message comes again and finds one failure more.
        await attempts.BuryAsync(new DeadLetter(request, failures, reason, clock.GetUtcNow()), cancellationToken).ConfigureAwait(false);
        var item = await ledger.ChangeAsync(request.Item, Bury, cancellationToken).ConfigureAwait(false);
        if (item is null)
        {
            await leftovers.RemoveAsync(request.Item, cancellationToken).ConfigureAwait(false);
        }
        else if (item.HasHeard(request.Model, request.ModelVersion))
        {
            await attempts.ClearAsync(request, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            PipelineTelemetry.Items.Add(1, new KeyValuePair<string, object?>("affect.state", "dead"));
        }

        return true;

        // Another delivery of the same request may have succeeded meanwhile.
        ItemRecord? Bury(ItemRecord? current) =>
            current is null || current.HasHeard(request.Model, request.ModelVersion) ? current?.Settled() : current.Into(ItemState.Dead, reason);
    }

    private static void Count(string model, IReadOnlyList<Reading> readings)
    {
        if (!PipelineTelemetry.Readings.Enabled)
        {
            return;
        }

        var failed = readings.Count(r => r.Status is ReadingStatus.Failed);
        PipelineTelemetry.Readings.Add(readings.Count - failed, new TagList { { "affect.model", model }, { "affect.status", "scored" } });
        PipelineTelemetry.Readings.Add(failed, new TagList { { "affect.model", model }, { "affect.status", "failed" } });
    }

    [LoggerMessage(1112, LogLevel.Warning, "A request to score item {Item} with {Model} {Version} is given up ({Code}) and dropped: the item does not owe that reading.")]
    private static partial void LogNotOwed(ILogger logger, string item, string model, string version, string code);

    [LoggerMessage(1111, LogLevel.Warning, "Scoring item {Item} with {Model} {Version} failed, attempt {Attempt}: {Code}.")]
    private static partial void LogFailed(ILogger logger, string item, string model, string version, int attempt, string code);
}
