using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessAffect.Functions.OpenApi;

namespace ServerlessAffect.Functions.Triggers;

/// <summary><c>GET /api/openapi.json</c>: the contract of all the others.</summary>
public static class OpenApiTrigger
{
    [Function("OpenApi")]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "openapi.json")] HttpRequest request) =>
        Results.Bytes(OpenApiDocument.Bytes, "application/json");
}
