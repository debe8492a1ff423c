using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using ServerlessAffect.Functions.Answers;
using ServerlessAffect.Pipeline.Upkeep;

namespace ServerlessAffect.Functions.Triggers;

/// <summary><c>GET /api/health</c>: 200 when requests can be answered, 503 when not; with <c>?probe=live</c> only that the process runs.</summary>
public sealed class HealthTrigger(CheckHealth check, ILogger<HealthTrigger> logger)
{
    [Function("Health")]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health")] HttpRequest request, CancellationToken cancellationToken) =>
        Answering.RunAsync(logger, async Task<IResult> (token) =>
        {
            if (string.Equals(request.Query["probe"], "live", StringComparison.Ordinal))
            {
                return new JsonAnswer<Liveness>(new Liveness(Live: true));
            }

            var health = await check.RunAsync(token).ConfigureAwait(false);
            return new JsonAnswer<Health>(health, health.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }, cancellationToken);
}
