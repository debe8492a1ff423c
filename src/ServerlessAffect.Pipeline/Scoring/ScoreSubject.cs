using System.Runtime.CompilerServices;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Purposes;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Pipeline.Diagnostics;
using ServerlessAffect.Pipeline.Models;

namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>Reads all recordings that are kept of a subject together, by their kept features. Nothing is written: such a reading depends on what else is there, while a kept one
/// belongs to its content, schema and model version for good.</summary>
public sealed class ScoreSubject(
    IItemStore items, ModelDirectory directory, IRecordingScorers scorers, ItemReading reading, DeclaredPurpose purpose, TimeProvider clock)
{
    /// <param name="subject">As it was given when the recordings were dropped.</param>
    /// <returns>By name of the file.</returns>
    /// <exception cref="AffectException"><see cref="ErrorCodes.NotFound"/>: nothing can be read of the subject; <see cref="ErrorCodes.NoModel"/>; what loading a model throws.</exception>
    public async IAsyncEnumerable<SubjectAnswer> RunAsync(string subject, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(subject);
        purpose.Require();
        using var operation = Operation.Start("ScoreSubject", clock);
        var rented = new List<RentedRecordingScorer>();
        try
        {
            foreach (var release in await ChampionsAsync(cancellationToken).ConfigureAwait(false))
            {
                rented.Add(await scorers.RentAsync(release, cancellationToken).ConfigureAwait(false));
            }

            using var scoring = new SubjectScoring([.. rented.Select(r => r.Scorer)]);
            var found = new List<(ItemRecord Item, int Number, ReadingError? Error)>();
            foreach (var item in await ItemsOfAsync(subject, cancellationToken).ConfigureAwait(false))
            {
                try
                {
                    found.Add((item, await scoring.AddAsync(scorer => reading.FeaturesAsync(item, scorer, cancellationToken)).ConfigureAwait(false), null));
                }
                catch (AffectException fault) when (!fault.IsTransient)
                {
                    found.Add((item, 0, new ReadingError(fault.Code, fault.Message)));
                }
            }

            foreach (var (item, number, error) in found)
            {
                foreach (var answer in error is null ? Read(scoring, item, number, cancellationToken) : [Failed(item, error)])
                {
                    yield return answer;
                }
            }
        }
        finally
        {
            rented.ForEach(r => r.Dispose());
        }
    }

    private static SubjectAnswer Failed(ItemRecord item, ReadingError error) => new(item, null, "", new Reading { Row = 0, Status = ReadingStatus.Failed, Error = error });

    private SubjectAnswer[] Read(SubjectScoring scoring, ItemRecord item, int number, CancellationToken cancellationToken)
    {
        try
        {
            return [.. scoring.Read(number, cancellationToken).Select(r => new SubjectAnswer(item, r.Scorer.Manifest, purpose.NoticeOf(r.Scorer.Manifest.Notice, r.Notice), r.Reading))];
        }
        catch (AffectException fault) when (!fault.IsTransient)
        {
            return [Failed(item, new ReadingError(fault.Code, fault.Message))];
        }
    }

    private async Task<ModelRelease[]> ChampionsAsync(CancellationToken cancellationToken)
    {
        var champions = (await directory.ChampionsAsync(cancellationToken).ConfigureAwait(false)).Where(c => c.IsFor(Modality.Audio)).ToArray();
        return champions.Any(c => c.Standardise is Standardising.Speaker)
            ? champions
            : throw new AffectException(
                ErrorCodes.NoModel, "No published model reads the recordings of one subject together; publish one ('affect models publish', or a recipe with \"standardise\": \"speaker\").");
    }

    private async Task<IReadOnlyList<ItemRecord>> ItemsOfAsync(string subject, CancellationToken cancellationToken)
    {
        var own = new List<ItemRecord>();
        await foreach (var item in items.ListAsync(null, cancellationToken).ConfigureAwait(false))
        {
            if (item is { Modality: Modality.Audio or Modality.Video, State: not ItemState.Quarantined }
                && item.Sources.Any(s => string.Equals(s.Subject, subject, StringComparison.Ordinal)))
            {
                own.Add(item);
            }
        }

        return own.Count > 0
            ? [.. own.OrderBy(i => i.Sources[0].Name, StringComparer.Ordinal)]
            : throw new AffectException(
                ErrorCodes.NotFound, "No recording that can be read is kept of that subject; a subject is written exactly as it was given to 'affect drop --subject'.");
    }
}
