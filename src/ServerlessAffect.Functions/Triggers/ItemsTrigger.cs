using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Functions.Answers;
using ServerlessAffect.Functions.Requests;
using ServerlessAffect.Pipeline.Items;

namespace ServerlessAffect.Functions.Triggers;

/// <summary>What came in and what was made of it.</summary>
public sealed class ItemsTrigger(ListItems list, GetItem get, LabelItem label, ILogger<ItemsTrigger> logger)
{
    private const long MaxLabelBytes = 16 * 1024;

    [Function("ListItems")]
    public Task<IResult> ListAsync([HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "items")] HttpRequest request, CancellationToken cancellationToken) =>
        Answering.RunAsync(logger, async token =>
        {
            var query = ItemQuery.Read(request.Query);
            return new JsonAnswer<ItemPage>(await list.RunAsync(query.State, query.After, query.Limit, token).ConfigureAwait(false));
        }, cancellationToken);

    [Function("GetItem")]
    public Task<IResult> GetAsync([HttpTrigger(AuthorizationLevel.Function, "get", "head", Route = "items/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Answering.RunAsync(logger, async token =>
        {
            var item = ItemId.Parse(id);
            return await get.RunAsync(item, token).ConfigureAwait(false) is { } details
                ? new JsonAnswer<ItemDetails>(details)
                : Problem.Of(ErrorCodes.NotFound, $"There is no item {item.Short}; an item appears when its file has been taken.");
        }, cancellationToken);

    [Function("LabelItem")]
    public Task<IResult> LabelAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "items/{id}/labels")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Answering.RunAsync(logger, async token =>
        {
            var item = ItemId.Parse(id);
            var asked = await JsonBody.ReadAsync(request, MaxLabelBytes, LabelRequest.Parse, token).ConfigureAwait(false);
            var given = await label.RunAsync(item, asked.ModelName, asked.Row, asked.Label, asked.By, token).ConfigureAwait(false);
            return new JsonAnswer<Core.Items.ItemLabel>(given, StatusCodes.Status201Created, location: $"/api/items/{item.Value}");
        }, cancellationToken);
}
