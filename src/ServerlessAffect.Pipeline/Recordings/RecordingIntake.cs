using System.Globalization;
using Microsoft.Extensions.Options;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Features;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Features.Audio;
using ServerlessAffect.Features.Audio.Decoding;
using ServerlessAffect.Inference.VoiceActivity;
using ServerlessAffect.Signal;
using ServerlessAffect.Signal.Resampling;

namespace ServerlessAffect.Pipeline.Recordings;

/// <summary>Decodes, brings to one channel at the extractor's rate, listens for voices, and measures window after window; digital silence is passed over.</summary>
public sealed class RecordingIntake(IOptions<PipelineOptions> limits) : IRecordingIntake, IDisposable
{
    /// <summary>Shorter ones are refused (seconds): no word fits into them.</summary>
    private const double Shortest = 0.1;

    private readonly Lazy<VoiceActivityRule> _rule = new(() => VoiceActivityRule.Open());

    public async Task<DenseFeatures> ReadAsync(Stream content, MediaFormat format, IAudioExtractor extractor, TimeSpan longest, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(extractor);
        var options = new DecodingOptions { MaxDuration = longest, Ffmpeg = limits.Value.Ffmpeg, MaxSilence = limits.Value.DecoderPatience };
        var pcm = await AudioFile.OpenAsync(new BorrowedStream(content), format, options, cancellationToken).ConfigureAwait(false);
        using var track = new VoiceTrack(_rule.Value.Start(), extractor.SampleRate);
        await using var sound = new HeardStream(new MonoStream(pcm, extractor.SampleRate), track);
        var rows = new DenseRows(extractor.Columns);
        try
        {
            var spans = await MeasureAsync(sound, track, extractor, rows, cancellationToken).ConfigureAwait(false);
            var windows = spans.ConvertAll(s => new FeatureWindow(s.Start, s.End, track.Share(s.Start, s.End)));
            return new DenseFeatures(rows, windows, track.Duration, _rule.Value.Name) { Notice = NoticeOf(sound, windows) };
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_rule.IsValueCreated)
        {
            _rule.Value.Dispose();
        }
    }

    private static async Task<List<(double Start, double End)>> MeasureAsync(
        HeardStream sound, VoiceTrack track, IAudioExtractor extractor, DenseRows rows, CancellationToken cancellationToken)
    {
        var spans = new List<(double Start, double End)>();
        var batch = new WindowBatch(extractor, rows);
        var (length, hop) = (TimeSpan.FromSeconds(extractor.WindowSeconds), TimeSpan.FromSeconds(extractor.HopSeconds));
        await foreach (var window in AudioWindows.ReadAsync(sound, length, hop, cancellationToken).ConfigureAwait(false))
        {
            if (window.End < Shortest)
            {
                throw new AffectException(
                    ErrorCodes.TooShort,
                    string.Create(CultureInfo.InvariantCulture, $"The recording lasts {window.End:0.###} s; at least {Shortest} s are needed to hear anything. Use the whole recording."));
            }

            if (!VoiceTrack.IsSilent(window.Samples.Span))
            {
                spans.Add((window.Start, window.End));
                batch.Add(window.Samples.Span, cancellationToken);
            }
        }

        batch.Flush(cancellationToken);
        track.End();
        return spans.Count > 0 ? spans
            : track.Duration == 0 ? throw new AffectException(ErrorCodes.NoSound, "The recording has no samples; drop the file that was meant.")
            : throw new AffectException(
                ErrorCodes.SilentSound, "The recording is silent from start to end: no sample is louder than -80 dB of full scale. Look whether the microphone was on, or the right track was exported.");
    }

    private static string? NoticeOf(PcmStream sound, List<FeatureWindow> windows)
    {
        List<string> notices = [.. sound.Notices];
        if (!windows.Exists(w => w.IsVoiced))
        {
            notices.Add("No speech was found; what is said is of all its sound, and unsure.");
        }

        return notices.Count == 0 ? null : string.Join(' ', notices);
    }
}
