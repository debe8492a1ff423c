using System.Buffers;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Text;
using Microsoft.Extensions.Options;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Features.Text;
using ServerlessAffect.Inference;
using ServerlessAffect.Pipeline.Diagnostics;
using ServerlessAffect.Pipeline.Models;

namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>Scores texts in the call itself. Nothing is stored.</summary>
public sealed class ScoreNow(ModelDirectory directory, ITextScorers scorers, IOptions<PipelineOptions> options, TimeProvider clock)
{
    /// <summary>How soon after it was mended a champion answers again.</summary>
    private static readonly TimeSpan s_unloadedFor = TimeSpan.FromSeconds(10);

    /// <summary>Replaced as a whole; of two changes at the same moment one may be lost, which costs an attempt.</summary>
    private UnloadedChampion[] _unloaded = [];

    /// <summary>Whether this many texts of this many UTF-16 code units together are answered at once.</summary>
    public bool Fits(int texts, long characters) => texts <= options.Value.SynchronousTexts && characters <= options.Value.SynchronousCharacters;

    /// <param name="texts">At least one.</param>
    /// <param name="model">Who shall score; null: every champion.</param>
    /// <returns>One answer per text and model, in the order of the texts. Of every champion, one that cannot be loaded answers each text with its failure; it does not
    /// keep the others from answering.</returns>
    /// <exception cref="AffectException"><see cref="ErrorCodes.NoModel"/>, <see cref="ErrorCodes.UnknownModel"/>; what loading throws, where the model was named or no
    /// champion could be loaded.</exception>
    public async ValueTask<TextAnswer[]> RunAsync(IReadOnlyList<string> texts, ModelRef? model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var operation = Operation.Start("ScoreNow", clock);
        RentedScorer[] chosen = [];
        try
        {
            (chosen, var unloaded) = await ChooseAsync(model, cancellationToken).ConfigureAwait(false);
            var answers = new TextAnswer[texts.Count * (chosen.Length + unloaded.Count)];
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

                foreach (var champion in unloaded)
                {
                    answers[next++] = new TextAnswer(index, item, null, ReadingFactory.Failed(new RejectedRow(index, champion.Fault.Code, champion.Fault.Message)), champion.Release);
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

    private async ValueTask<(RentedScorer[] Chosen, IReadOnlyList<UnloadedChampion> Unloaded)> ChooseAsync(ModelRef? model, CancellationToken cancellationToken)
    {
        if (model is { } reference)
        {
            var release = await directory.FindAsync(reference, Modality.Text, cancellationToken).ConfigureAwait(false);
            return ([await scorers.RentAsync(release, cancellationToken).ConfigureAwait(false)], []);
        }

        var champions = await directory.ChampionsAsync(Modality.Text, cancellationToken).ConfigureAwait(false);
        if (champions.Count == 0)
        {
            throw new AffectException(ErrorCodes.NoModel, "No model of texts is published yet; publish one with 'affect train … --publish'.");
        }

        var chosen = new RentedScorer[champions.Count];
        List<UnloadedChampion>? unloaded = null;
        var count = 0;
        try
        {
            foreach (var champion in champions)
            {
                if (KnownUnloaded(champion) is { } known)
                {
                    (unloaded ??= []).Add(known);
                    continue;
                }

                try
                {
                    chosen[count] = await scorers.RentAsync(champion, cancellationToken).ConfigureAwait(false);
                    count++;
                }
                catch (AffectException fault) when (IsOfTheModel(fault))
                {
                    (unloaded ??= []).Add(Remember(new UnloadedChampion(champion, fault, clock.GetTimestamp())));
                }
            }

            if (count == 0)
            {
                ExceptionDispatchInfo.Throw(unloaded![0].Fault);
            }
        }
        catch
        {
            GiveBack(chosen);
            throw;
        }

        return unloaded is null ? (chosen, []) : (chosen[..count], unloaded);
    }

    /// <summary>Anything else (storage that refuses us, for one) is not the model's fault, and would be every model's.</summary>
    private static bool IsOfTheModel(AffectException fault) => fault.Code is ErrorCodes.TamperedModel or ErrorCodes.DamagedModel or ErrorCodes.UnknownModel
        or ErrorCodes.UnknownFeatureSet or ErrorCodes.SchemaMismatch or ErrorCodes.UnsupportedModality;

    private UnloadedChampion? KnownUnloaded(ModelRelease champion)
    {
        foreach (var known in Volatile.Read(ref _unloaded))
        {
            if (known.Release == champion && clock.GetElapsedTime(known.At) < s_unloadedFor)
            {
                return known;
            }
        }

        return null;
    }

    private UnloadedChampion Remember(UnloadedChampion champion)
    {
        Volatile.Write(ref _unloaded, [.. Volatile.Read(ref _unloaded).Where(u => u.Release != champion.Release && clock.GetElapsedTime(u.At) < s_unloadedFor), champion]);
        return champion;
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
                { "affect.model", answer.Scorer?.Manifest.Name ?? answer.Unloaded?.Model },
                { "affect.status", answer.Reading.Status is ReadingStatus.Scored ? "scored" : "failed" },
            });
        }
    }
}
