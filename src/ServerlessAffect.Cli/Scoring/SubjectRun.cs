using ServerlessAffect.Cli.CommandLine;
using ServerlessAffect.Cli.Rendering;
using ServerlessAffect.Core;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Pipeline.Scoring;

namespace ServerlessAffect.Cli.Scoring;

/// <summary>Scores recordings of one subject together: reads all of them, then shows the readings in the order of the inputs.</summary>
internal sealed class SubjectRun(ModelChoice models, IRowRenderer renderer, VoiceRun voices, Terminal terminal) : IDisposable
{
    private static readonly Modality[] Scored = [Modality.Audio, Modality.Video];
    private readonly SubjectScoring _scoring = new([.. models.Voices.Select(v => v.Scorer)]);

    /// <summary>Whether an input or a model failed.</summary>
    public bool AnyFailed { get; private set; }

    public async Task RunAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var heard = new List<Heard>();
        foreach (var file in files)
        {
            heard.Add(await HearAsync(file, cancellationToken).ConfigureAwait(false));
        }

        foreach (var input in heard)
        {
            await ShowAsync(input, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _scoring.Dispose();

    private async Task<Heard> HearAsync(string file, CancellationToken cancellationToken)
    {
        ContentHash? item = null;
        try
        {
            await using var input = await ScoreInputs.OpenAsync(file, terminal.Input, "txt", Scored, cancellationToken).ConfigureAwait(false);
            item = input.Item;
            return new Heard(file, item, input.Format.Modality, await _scoring.AddAsync(scorer => voices.MeasureAsync(input, scorer, cancellationToken)).ConfigureAwait(false), null);
        }
        catch (Exception exception) when (exception is AffectException or IOException or UnauthorizedAccessException)
        {
            return new Heard(file, item, MediaFormat.ModalityOf(file), 0, ReadableFailure.Of(exception));
        }
    }

    private async Task ShowAsync(Heard input, CancellationToken cancellationToken)
    {
        if (input.Error is { } error)
        {
            ShowFailed(input, error);
            return;
        }

        foreach (var refused in models.Refused)
        {
            ShowFailed(input, refused.Reason, refused.Model);
        }

        if (models.Voices.Count == 0)
        {
            if (models.SilenceOn(Modality.Audio) is { } silence)
            {
                ShowFailed(input, silence);
            }

            return;
        }

        try
        {
            foreach (var read in _scoring.Read(input.Number, cancellationToken))
            {
                var source = voices.Said(ReadingSource.Of(read.Scorer.Manifest), read.Notice);
                await voices.ShowAsync(input.File, input.Item!.Value, input.Modality!.Value, read.Reading, source, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is AffectException or IOException or UnauthorizedAccessException)
        {
            ShowFailed(input, ReadableFailure.Of(exception));
        }
    }

    private void ShowFailed(Heard input, ReadingError error, ModelRef? asked = null)
    {
        AnyFailed = true;
        renderer.Write(ScoredRow.Failed(input.File, input.Item, input.Modality, error) with { Asked = asked });
    }

    private sealed record Heard(string File, ContentHash? Item, Modality? Modality, int Number, ReadingError? Error);
}
