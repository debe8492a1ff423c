using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using ServerlessAffect.Functions.Answers;
using ServerlessAffect.Pipeline.Models;

namespace ServerlessAffect.Functions.Triggers;

/// <summary><c>GET /api/models</c>: every version, and which is live.</summary>
public sealed class ModelsTrigger(ListModels list, ILogger<ModelsTrigger> logger)
{
    [Function("ListModels")]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "models")] HttpRequest request, CancellationToken cancellationToken) =>
        Answering.RunAsync(logger, async token =>
            new JsonAnswer<ModelList>(new ModelList(await list.RunAsync(token).ToArrayAsync(token).ConfigureAwait(false))), cancellationToken);
}
