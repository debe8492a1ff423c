using Microsoft.Extensions.Options;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Explorations;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Purposes;
using ServerlessAffect.Core.Queues;
using ServerlessAffect.Pipeline.Diagnostics;
using ServerlessAffect.Pipeline.Exploration.Archives;
using ServerlessAffect.Pipeline.Exploration.Grouping;

namespace ServerlessAffect.Pipeline.Exploration.Stored;

/// <summary>Takes a question about the items in storage. The same question over the same archive is the same report, and is answered once.</summary>
public sealed class AskForReport(StoredItems items, IReportStore reports, IReportQueue queue, DeclaredPurpose purpose, IOptions<PipelineOptions> options, TimeProvider clock)
{
    private const int MaxTries = 20;

    /// <returns>The report's record as it is now. One that failed, or waits or runs for longer than it should, is put on the queue again.</returns>
    /// <exception cref="AffectException"><see cref="ErrorCodes.InvalidRequest"/>, <see cref="ErrorCodes.UnknownFeatureSet"/>, <see cref="ErrorCodes.UnknownData"/>,
    /// <see cref="ErrorCodes.FileTooLarge"/>: the sentence says what to change; <see cref="ErrorCodes.MissingPurpose"/>; <see cref="ErrorCodes.Conflict"/> (transient).</exception>
    public async Task<ReportRecord> RunAsync(ReportQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        using var operation = Operation.Start("AskForReport", clock);
        Validate(question);
        var seenAt = clock.GetUtcNow();
        var seen = await items.FindAsync(question, seenAt, cancellationToken).ConfigureAwait(false);
        FeatureSets.Choose(seen.Kind is ReportKind.Texts ? ArchiveKind.Texts : ArchiveKind.Recordings, question.Set);
        if (seen.Kind is ReportKind.Recordings)
        {
            // Whose voices lie near each other is a reading of voices, too.
            purpose.Require();
        }

        var asked = Record(seen, seenAt);
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var current = await reports.GetAsync(asked.Id, cancellationToken).ConfigureAwait(false);
            if (current?.Value is { State: ReportState.Erasing })
            {
                throw new AffectException(ErrorCodes.Conflict, "This report is being erased; ask again in a moment.", isTransient: true);
            }

            if (current is not null && !IsStale(current.Value))
            {
                return current.Value;
            }

            if (await reports.TryPutAsync(new Versioned<ReportRecord>(asked, current?.ETag), cancellationToken).ConfigureAwait(false) is not null)
            {
                // Stopped in between, nobody works on it until the question is asked again.
                await queue.SendAsync(new ReportRequest { V = ReportRequest.CurrentVersion, Report = asked.Id }, cancellationToken).ConfigureAwait(false);
                return asked;
            }
        }

        throw new AffectException(ErrorCodes.Conflict, $"The record of report {asked.Id.Short} was changed by others {MaxTries} times in a row; ask again.", isTransient: true);
    }

    private static void Validate(ReportQuestion question)
    {
        ClusterMethods.Choose(question.Methods);
        if (question.K is < 2)
        {
            throw new AffectException(ErrorCodes.InvalidRequest, $"'k' is at least 2, or left out for the number that fits best; it is {question.K}.");
        }
    }

    private static ReportRecord Record(SeenArchive seen, DateTimeOffset at) => new()
    {
        Id = seen.Hash(),
        Question = seen.Question,
        State = ReportState.Queued,
        Items = [.. seen.Items.Select(i => i.Item.Id).OrderBy(i => i.Value, StringComparer.Ordinal)],
        Subjects = [.. seen.Items.SelectMany(i => i.Item.Sources).Select(s => s.Subject).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        Models = seen.Models,
        SeenAt = at,
        QueuedAt = at,
    };

    /// <summary>Its message was lost, or whoever worked on it was, or it failed for a reason that may be gone.</summary>
    private bool IsStale(ReportRecord report)
    {
        var (now, limits) = (clock.GetUtcNow(), options.Value);
        return report.State switch
        {
            ReportState.Failed => true,
            ReportState.Queued => now - report.QueuedAt > limits.ResendAfter,
            ReportState.Running => now - report.StartedAt > limits.ExploreDeadline + limits.ResendAfter,
            _ => false,
        };
    }
}
