using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Functions.Answers;
using ServerlessAffect.Functions.Requests;
using ServerlessAffect.Pipeline.Exploration.Stored;

namespace ServerlessAffect.Functions.Triggers;

/// <summary>Reports of the items in storage.</summary>
public sealed class ExploreTrigger(AskForReport ask, GetReport get, ILogger<ExploreTrigger> logger)
{
    private const long MaxBytes = 16 * 1024;

    [Function("AskForReport")]
    public Task<IResult> AskAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "explore")] HttpRequest request, CancellationToken cancellationToken) =>
        Answering.RunAsync(logger, async token =>
        {
            var question = await JsonBody.ReadAsync(request, MaxBytes, ExploreBody.Parse, token).ConfigureAwait(false);
            var report = ReportStatus.Of(await ask.RunAsync(question, token).ConfigureAwait(false));
            return new JsonAnswer<ReportStatus>(report, StatusCodes.Status202Accepted, location: report.Status);
        }, cancellationToken);

    [Function("GetReport")]
    public Task<IResult> GetAsync([HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "explore/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Answering.RunAsync(logger, async token =>
        {
            var report = ReportId.Parse(id);
            return await get.RunAsync(report, token).ConfigureAwait(false) is { } record
                ? new JsonAnswer<ReportStatus>(ReportStatus.Of(record))
                : Problem.Of(ErrorCodes.NotFound, $"There is no report {report.Short}; one with an item that was erased since is gone with it. Ask again.");
        }, cancellationToken);

    [Function("GetReportFile")]
    public Task<IResult> OpenAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "reports/{id}/{file}")] HttpRequest request, string id, string file, CancellationToken cancellationToken) =>
        Answering.RunAsync(logger, async token =>
        {
            var report = ReportId.Parse(id);
            return await get.OpenAsync(report, file, token).ConfigureAwait(false) is { } content
                ? new ReportFileAnswer(content, file)
                : Problem.Of(ErrorCodes.NotFound, $"Report {report.Short} has no such file, or is not done; GET /api/explore/{{id}} says how far it is and links its files.");
        }, cancellationToken);
}
