using System.Globalization;
using Microsoft.Extensions.Options;
using ServerlessAffect.Cli.Models;
using ServerlessAffect.Cli.Scoring;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Purposes;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Pipeline;
using ServerlessAffect.Pipeline.Exploration;
using ServerlessAffect.Pipeline.Exploration.Archives;
using ServerlessAffect.Pipeline.Recordings;

namespace ServerlessAffect.Cli.Exploring;

/// <summary>The models that come with the program. Those that cannot be used are named on standard error; the others read.</summary>
internal sealed class LocalChampions(LocalModels models, DeclaredPurpose purpose, TextWriter error) : IChampionReader
{
    private const int Batch = 512;

    public async Task<IReadOnlyList<ArchiveReading>> ReadAsync(IReadOnlyList<ArchiveItem> items, CancellationToken cancellationToken)
    {
        var recordings = items[0].Recording is not null;
        using var choice = await ModelChoice.LoadAsync(models, null, texts: !recordings, recordings, together: false, cancellationToken).ConfigureAwait(false);
        foreach (var refused in choice.Refused)
        {
            await error.WriteLineAsync($"affect: {refused.Reason.Message}").ConfigureAwait(false);
        }

        return recordings ? await ReadVoicesAsync(items, choice, cancellationToken).ConfigureAwait(false) : ReadTexts(items, choice, cancellationToken);
    }

    private static List<ArchiveReading> ReadTexts(IReadOnlyList<ArchiveItem> items, ModelChoice choice, CancellationToken cancellationToken)
    {
        var readings = new List<ArchiveReading>(items.Count * choice.Loaded.Count);
        for (var first = 0; first < items.Count; first += Batch)
        {
            int[] rows = [.. Enumerable.Range(first, Math.Min(Batch, items.Count - first))];
            string[] texts = [.. rows.Select(r => items[r].Text!)];
            foreach (var model in choice.Loaded)
            {
                readings.AddRange(model.Score(rows, texts, cancellationToken).Select(r => Of(r.Row, model.Source, r)).OfType<ArchiveReading>());
            }
        }

        return readings;
    }

    private async Task<IReadOnlyList<ArchiveReading>> ReadVoicesAsync(IReadOnlyList<ArchiveItem> items, ModelChoice choice, CancellationToken cancellationToken)
    {
        if (choice.Voices.Count == 0)
        {
            return [];
        }

        purpose.Require();
        using var intake = new RecordingIntake(Options.Create(new PipelineOptions()));
        var (found, failed) = (new ArchiveReading?[items.Count * choice.Voices.Count], 0);
        var width = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(items.Index(), width, async (item, token) =>
        {
            for (var m = 0; m < choice.Voices.Count; m++)
            {
                try
                {
                    found[(item.Index * choice.Voices.Count) + m] = await ReadAsync(item.Index, item.Item.Recording!, choice.Voices[m], intake, token).ConfigureAwait(false);
                }
                catch (AffectException fault) when (!fault.IsTransient)
                {
                    Interlocked.Increment(ref failed);
                }
            }
        }).ConfigureAwait(false);

        if (failed > 0)
        {
            await error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"affect: {failed} readings of recordings failed; 'affect score' says why.")).ConfigureAwait(false);
        }

        return [.. found.OfType<ArchiveReading>()];
    }

    private static async Task<ArchiveReading?> ReadAsync(int item, string path, LoadedVoice model, RecordingIntake intake, CancellationToken cancellationToken)
    {
        await using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        using var features = await intake.ReadAsync(content, MediaFormat.OfFileName(path), model.Scorer.Extractor, new PipelineOptions().MaxDuration, cancellationToken).ConfigureAwait(false);
        return Of(item, model.Source, model.Scorer.Score(features, cancellationToken));
    }

    private static ArchiveReading? Of(int item, ReadingSource source, Reading reading) => reading.Status is ReadingStatus.Scored
        ? new ArchiveReading(item, $"{source.Model.Name}@{Printable.Shorten(source.Model.Version, 40)}", reading.Label!, reading.Unsure!.Value, reading.Probabilities!)
        : null;
}
