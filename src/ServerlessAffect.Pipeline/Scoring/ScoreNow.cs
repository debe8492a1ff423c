using System.Buffers;
using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Options;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Features.Text;
using ServerlessAffect.Pipeline.Diagnostics;
using ServerlessAffect.Pipeline.Models;

namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>Scores texts in the call itself. Nothing is stored.</summary>
public sealed class ScoreNow(ModelDirectory directory, ITextScorers scorers, IOptions<PipelineOptions> options, TimeProvider clock)
{
    /// <summary>Whether this many texts of this many UTF-16 code units together are answered at once.</summary>
    public bool Fits(int texts, long characters) => texts <= options.Value.SynchronousTexts && characters <= options.Value.SynchronousCharacters;

    /// <param name="texts">At least one.</param>
    /// <param name="model">Who shall score; null: every champion.</param>
    /// <returns>One answer per text and model, in the order of the texts.</returns>
    /// <exception cref="AffectException"><see cref="ErrorCodes.NoModel"/>, <see cref="ErrorCodes.UnknownModel"/>, <see cref="ErrorCodes.TamperedModel"/>.</exception>
    public async ValueTask<TextAnswer[]> RunAsync(IReadOnlyList<string> texts, ModelRef? model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var operation = Operation.Start("ScoreNow", clock);
        RentedScorer[] chosen = [];
        try
        {
            chosen = await ChooseAsync(model, cancellationToken).ConfigureAwait(false);
            var answers = new TextAnswer[texts.Count * chosen.Length];
            var next = 0;
            using var shared = new SharedText("");
            for (var index = 0; index < texts.Count; index++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var item = HashOf(texts[index]);
                shared.Change(texts[index]);
                foreach (var rented in chosen)
                {
                    answers[next++] = new TextAnswer(index, item, rented.Scorer, rented.Scorer.Score(shared));
                }
            }

            Count(answers);
            return answers;
        }
        catch (Exception exception) when (operation.Failed(exception))
        {
            throw;
        }
        finally
        {
            GiveBack(chosen);
            operation.Dispose();
        }
    }

    private async ValueTask<RentedScorer[]> ChooseAsync(ModelRef? model, CancellationToken cancellationToken)
    {
        if (model is { } reference)
        {
            var release = await directory.FindAsync(reference, Modality.Text, cancellationToken).ConfigureAwait(false);
            return [await scorers.RentAsync(release, cancellationToken).ConfigureAwait(false)];
        }

        var champions = await directory.ChampionsAsync(Modality.Text, cancellationToken).ConfigureAwait(false);
        if (champions.Count == 0)
        {
            throw new AffectException(ErrorCodes.NoModel, "No model of texts is published yet; publish one with 'affect train … --publish'.");
        }

        var chosen = new RentedScorer[champions.Count];
        try
        {
            for (var i = 0; i < chosen.Length; i++)
            {
                chosen[i] = await scorers.RentAsync(champions[i], cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            GiveBack(chosen);
            throw;
        }

        return chosen;
    }

    private static void GiveBack(RentedScorer[] rented)
    {
        foreach (var one in rented)
        {
            one.Dispose();
        }
    }

    private static ContentHash HashOf(string text)
    {
        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        byte[]? rented = null;
        var buffer = size <= 1024 ? stackalloc byte[1024] : rented = ArrayPool<byte>.Shared.Rent(size);
        var hash = ContentHash.Compute(buffer[..Encoding.UTF8.GetBytes(text, buffer)]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }

        return hash;
    }

    private static void Count(TextAnswer[] answers)
    {
        if (!PipelineTelemetry.Readings.Enabled)
        {
            return;
        }

        foreach (var answer in answers)
        {
            PipelineTelemetry.Readings.Add(1, new TagList
            {
                { "affect.model", answer.Scorer.Manifest.Name },
                { "affect.status", answer.Reading.Status is ReadingStatus.Scored ? "scored" : "failed" },
            });
        }
    }
}
