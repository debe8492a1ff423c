using Microsoft.Extensions.Options;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Models;

namespace ServerlessAffect.Pipeline.Scoring;

/// <summary>Answers a request with a recording: at once where it is small and short, by way of the inbox otherwise.</summary>
public sealed class RecordingScoring(ScoreRecordingNow score, AcceptRecording accept, IOptions<PipelineOptions> options)
{
    /// <summary>Bytes up to which a recording may be answered at once, and so is kept in memory.</summary>
    public int InMemoryBytes => options.Value.SynchronousMediaBytes;

    /// <param name="content">Seekable, at its start; stays the caller's.</param>
    /// <param name="subject">Whom an accepted recording is about, or null; of one that is answered at once nothing is kept.</param>
    /// <exception cref="AffectException">What <see cref="ScoreRecordingNow"/> and <see cref="AcceptRecording"/> throw.</exception>
    public async Task<RecordingOutcome> RunAsync(
        Stream content, MediaFormat format, ModelRef? model, string? subject, string? idempotencyKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content is MemoryStream small && small.Length <= InMemoryBytes)
        {
            try
            {
                return new RecordingOutcome(await score.RunAsync(small, format, model, cancellationToken).ConfigureAwait(false), default);
            }
            catch (AffectException longer) when (longer.Code == ErrorCodes.TooLong)
            {
                // Few bytes of a long recording: it goes the other way.
            }
        }

        return new RecordingOutcome(null, await accept.RunAsync(content, format, model, subject, idempotencyKey, cancellationToken).ConfigureAwait(false));
    }
}
