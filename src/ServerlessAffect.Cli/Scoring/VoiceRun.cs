using Microsoft.Extensions.Options;
using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Rendering;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Purposes;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Inference.Timelines;
using ServerlessAffect.Pipeline;
using ServerlessAffect.Pipeline.Recordings;

namespace ServerlessAffect.Cli.Scoring;

/// <summary>Scores one recording, or the sound of one video, by every model that reads recordings, and writes its track where one is wanted.</summary>
/// <param name="purpose">What voices are read for on this machine.</param>
/// <param name="ffmpeg">Path of the decoder; null: where it is usually found.</param>
/// <param name="tracks">Folder for WebVTT tracks; null: none are written.</param>
internal sealed class VoiceRun(ModelChoice models, IRowRenderer renderer, TextWriter error, DeclaredPurpose purpose, string? ffmpeg, string? tracks) : IDisposable
{
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private readonly RecordingIntake _intake = new(Options.Create(new PipelineOptions { Ffmpeg = ffmpeg }));

    /// <exception cref="Core.Errors.AffectException">What is wrong with the recording.</exception>
    public async Task AddAsync(ScoreInput input, CancellationToken cancellationToken)
    {
        purpose.Require();
        foreach (var model in models.Voices)
        {
            input.Content.Position = 0;
            using var features = await _intake.ReadAsync(input.Content, input.Format, model.Scorer.Extractor, new PipelineOptions().MaxDuration, cancellationToken).ConfigureAwait(false);
            if (features.Notice is { } notice)
            {
                await error.WriteLineAsync($"affect: {Printable.Shorten(input.File, 200)}: {notice}").ConfigureAwait(false);
            }

            var reading = model.Scorer.Score(features, cancellationToken);
            var source = model.Source with { Notice = purpose.NoticeOf(model.Source.Notice, features.Notice) };
            renderer.Write(new ScoredRow(input.File, reading.Row, input.Item, input.Format.Modality, reading, source));
            if (tracks is not null)
            {
                await WriteTrackAsync(input, reading, source, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public void Dispose() => _intake.Dispose();

    private async Task WriteTrackAsync(ScoreInput input, Reading reading, ReadingSource source, CancellationToken cancellationToken)
    {
        var document = new PredictionDocument
        {
            Item = input.Item,
            File = Path.GetFileName(input.File),
            Modality = input.Format.Modality,
            Model = source.Model,
            Schema = source.Schema,
            Notice = source.Notice,
            Readings = [reading],
        };
        await OutputFile.WriteAsync(Path.Combine(tracks!, NameOf(document.File, source.Model.Name)), WebVtt.Write(document), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Recordings of the same name come from different folders; each keeps its own track.</summary>
    private string NameOf(string file, string model)
    {
        var name = $"{file}.{model}.vtt";
        for (var more = 2; !_written.Add(name); more++)
        {
            name = $"{file}.{more}.{model}.vtt";
        }

        return name;
    }
}
