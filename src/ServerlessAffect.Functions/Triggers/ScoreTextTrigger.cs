using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerlessAffect.Functions.Answers;
using ServerlessAffect.Functions.Composition;
using ServerlessAffect.Functions.Requests;
using ServerlessAffect.Pipeline.Scoring;

namespace ServerlessAffect.Functions.Triggers;

/// <summary><c>POST /api/score/text</c>: one text or many. The hot path: nothing here allocates or waits without need.</summary>
public sealed class ScoreTextTrigger(ScoreNow score, AcceptTexts accept, IOptions<HttpLimits> limits, ILogger<ScoreTextTrigger> logger)
{
    [Function("ScoreText")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "score/text")] HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var key = IdempotencyKey.Read(request);
            var asked = await JsonBody.ReadAsync(request, limits.Value.MaxBodyBytes, ScoreTextParser.Parse, cancellationToken).ConfigureAwait(false);
            if (score.Fits(asked.Texts.Count, asked.Characters))
            {
                return new ScoreAnswer(await score.RunAsync(asked.Texts, asked.Model, cancellationToken).ConfigureAwait(false), asked.Ids);
            }

            var item = await accept.RunAsync(asked.Texts, asked.Ids, asked.Model, key, cancellationToken).ConfigureAwait(false);
            return Accepted.As(item);
        }
        catch (Exception exception) when (Answering.Describe(logger, exception, cancellationToken) is { } problem)
        {
            return problem;
        }
    }
}
