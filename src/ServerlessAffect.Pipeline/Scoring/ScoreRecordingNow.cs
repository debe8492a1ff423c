using System.Diagnostics;
using Microsoft.Extensions.Options;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Pipeline.Diagnostics;
using ServerlessAffect.Pipeline.Models;
using ServerlessAffect.Core.Purposes;
using ServerlessAffect.Pipeline.Recordings;

namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>Scores a short recording in the call itself. Nothing is stored.</summary>
public sealed class ScoreRecordingNow(
    ModelDirectory directory, IRecordingIntake intake, IRecordingScorers scorers, DeclaredPurpose purpose, IOptions<PipelineOptions> options, TimeProvider clock)
{
    /// <param name="content">Read from its start; stays the caller's.</param>
    /// <param name="model">Who shall score; null: every champion that reads recordings.</param>
    /// <returns>One answer per model.</returns>
    /// <exception cref="AffectException"><see cref="ErrorCodes.TooLong"/>: longer than is answered at once; what is wrong with the recording; <see cref="ErrorCodes.NoModel"/>,
    /// <see cref="ErrorCodes.UnknownModel"/>, <see cref="ErrorCodes.MissingPurpose"/>.</exception>
    public async Task<IReadOnlyList<RecordingAnswer>> RunAsync(MemoryStream content, MediaFormat format, ModelRef? model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(format);
        var operation = Operation.Start("ScoreRecordingNow", clock);
        try
        {
            purpose.Require();
            content.Position = 0;
            var item = await ContentHash.ComputeAsync(content, cancellationToken).ConfigureAwait(false);
            var answers = new List<RecordingAnswer>();
            foreach (var release in await ChooseAsync(format.Modality, model, cancellationToken).ConfigureAwait(false))
            {
                using var rented = await scorers.RentAsync(release, cancellationToken).ConfigureAwait(false);
                var scorer = rented.Scorer;
                content.Position = 0;
                using var features = await intake.ReadAsync(content, format, scorer.Extractor, options.Value.SynchronousDuration, cancellationToken).ConfigureAwait(false);
                var reading = scorer.Score(features, cancellationToken);
                answers.Add(new RecordingAnswer(item, format.Modality, scorer.Manifest, purpose.NoticeOf(scorer.Manifest.Notice, features.Notice), reading));
                PipelineTelemetry.Readings.Add(1, new TagList { { "affect.model", scorer.Manifest.Name }, { "affect.status", "scored" } });
            }

            return answers;
        }
        catch (Exception exception) when (operation.Failed(exception))
        {
            throw;
        }
        finally
        {
            operation.Dispose();
        }
    }

    private async ValueTask<IReadOnlyList<ModelRelease>> ChooseAsync(Modality modality, ModelRef? model, CancellationToken cancellationToken)
    {
        if (model is { } reference)
        {
            return [await directory.FindAsync(reference, modality, cancellationToken).ConfigureAwait(false)];
        }

        var champions = await directory.ChampionsAsync(modality, cancellationToken).ConfigureAwait(false);
        return champions.Count > 0
            ? champions
            : throw new AffectException(ErrorCodes.NoModel, "No model of recordings is published yet; publish one with 'affect train … --publish'.");
    }
}
