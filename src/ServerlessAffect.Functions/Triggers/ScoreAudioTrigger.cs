using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerlessAffect.Core.Purposes;
using ServerlessAffect.Functions.Answers;
using ServerlessAffect.Functions.Composition;
using ServerlessAffect.Functions.Requests;
using ServerlessAffect.Pipeline.Scoring;

namespace ServerlessAffect.Functions.Triggers;

/// <summary><c>POST /api/score/audio</c>: one recording, or one video, of which the sound is scored.</summary>
public sealed class ScoreAudioTrigger(RecordingScoring scoring, DeclaredPurpose purpose, IOptions<HttpLimits> limits, ILogger<ScoreAudioTrigger> logger)
{
    [Function("ScoreAudio")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "score/audio")] HttpRequest request, CancellationToken cancellationToken) =>
        Answering.RunAsync(
            logger,
            async token =>
            {
                // Before a long body is read for nothing.
                purpose.Require();
                var key = IdempotencyKey.Read(request);
                await using var asked = await ScoreAudioParser.ReadAsync(request, scoring.InMemoryBytes, limits.Value.MaxMediaBodyBytes, token).ConfigureAwait(false);
                var outcome = await scoring.RunAsync(asked.Content, asked.Format, asked.Model, asked.Subject, key, token).ConfigureAwait(false);
                return outcome.Answers is { } answers ? new RecordingScoreAnswer(answers) : Accepted.As(outcome.Accepted);
            },
            cancellationToken);
}
