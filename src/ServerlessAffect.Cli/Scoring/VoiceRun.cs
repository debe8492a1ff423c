using System.Text;
using Microsoft.Extensions.Options;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Rendering;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Purposes;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Inference.Timelines;
using ServerlessAffect.Pipeline;
using ServerlessAffect.Pipeline.Recordings;
using ServerlessAffect.Pipeline.Scoring;

namespace ServerlessAffect.Cli.Scoring;

/// <summary>Scores one recording, or the sound of one video, by every model that reads recordings, and writes its track where one is wanted.</summary>
/// <param name="purpose">What voices are read for on this machine.</param>
/// <param name="ffmpeg">Path of the decoder; null: where it is usually found.</param>
/// <param name="tracks">Folder for WebVTT tracks; null: none are written.</param>
internal sealed class VoiceRun(ModelChoice models, IRowRenderer renderer, TextWriter error, DeclaredPurpose purpose, string? ffmpeg, string? tracks) : IDisposable
{
    /// <summary>Bytes of a file's name, on every common file system.</summary>
    private const int LongestName = 255;

    /// <summary>For dots, a number and the extension.</summary>
    private const int RoomBehind = 16;

    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private readonly RecordingIntake _intake = new(Options.Create(new PipelineOptions { Ffmpeg = ffmpeg }));

    /// <exception cref="Core.Errors.AffectException">What is wrong with the recording.</exception>
    public async Task AddAsync(ScoreInput input, CancellationToken cancellationToken)
    {
        foreach (var model in models.Voices)
        {
            using var features = await MeasureAsync(input, model.Scorer, cancellationToken).ConfigureAwait(false);
            if (features.Notice is { } notice)
            {
                await error.WriteLineAsync($"affect: {Printable.Shorten(input.File, 200)}: {notice}").ConfigureAwait(false);
            }

            var reading = model.Scorer.Score(features, cancellationToken);
            await ShowAsync(input.File, input.Item, input.Format.Modality, reading, Said(model.Source, features.Notice), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <returns>The caller's to dispose.</returns>
    /// <exception cref="Core.Errors.AffectException">What is wrong with the recording.</exception>
    public Task<DenseFeatures> MeasureAsync(ScoreInput input, IRecordingScorer scorer, CancellationToken cancellationToken)
    {
        purpose.Require();
        input.Content.Position = 0;
        return _intake.ReadAsync(input.Content, input.Format, scorer.Extractor, new PipelineOptions().MaxDuration, cancellationToken);
    }

    /// <summary>The model with all that has to be said with its reading.</summary>
    /// <param name="model">With its own notice.</param>
    /// <param name="notice">How the recording was read, or null.</param>
    public ReadingSource Said(ReadingSource model, string? notice) => model with { Notice = purpose.NoticeOf(model.Notice, notice) };

    /// <summary>Shows a reading, and writes its track where one is wanted.</summary>
    /// <param name="source">With the whole notice.</param>
    public async Task ShowAsync(string file, ContentHash item, Modality modality, Reading reading, ReadingSource source, CancellationToken cancellationToken)
    {
        renderer.Write(new ScoredRow(file, reading.Row, item, modality, reading, source));
        if (tracks is not null)
        {
            await WriteTrackAsync(file, item, modality, reading, source, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _intake.Dispose();

    private async Task WriteTrackAsync(string file, ContentHash item, Modality modality, Reading reading, ReadingSource source, CancellationToken cancellationToken)
    {
        var document = new PredictionDocument
        {
            Item = item,
            File = Path.GetFileName(file),
            Modality = modality,
            Model = source.Model,
            Schema = source.Schema,
            Notice = source.Notice,
            Readings = [reading],
        };
        await OutputFile.WriteAsync(Path.Combine(tracks!, NameOf(document.File, item, source.Model.Name)), WebVtt.Write(document), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Recordings of the same name come from different folders; each keeps its own track.</summary>
    private string NameOf(string file, ContentHash item, string model)
    {
        // A name that leaves no room for what is put behind it gives way to the item's.
        file = Encoding.UTF8.GetByteCount(file) + model.Length + RoomBehind <= LongestName ? file : item.Short;
        var name = $"{file}.{model}.vtt";
        for (var more = 2; !_written.Add(name); more++)
        {
            name = $"{file}.{more}.{model}.vtt";
        }

        return name;
    }
}
