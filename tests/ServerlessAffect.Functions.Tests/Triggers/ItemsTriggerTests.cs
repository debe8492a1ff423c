using Microsoft.Extensions.Logging.Abstractions;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Functions.Tests.World;
using ServerlessAffect.Functions.Triggers;
using ServerlessAffect.Pipeline.Items;
using ServerlessAffect.Pipeline.Tests.World;

namespace ServerlessAffect.Functions.Tests.Triggers;

public class ItemsTriggerTests
{
    [Fact]
    public async Task Items_come_page_by_page_and_by_state()
    {
        using var world = await WorldAsync();
        var first = await ListAsync(world, "?limit=1");
        var second = await ListAsync(world, $"?limit=1&after={(string)first.Body["next"]!}");
        var scored = await ListAsync(world, "?state=scored");

        Assert.Single(first.Body["items"]!.AsArray());
        Assert.Null(second.Body["next"]);
        Assert.NotEqual((string)first.Body["items"]![0]!["id"]!, (string)second.Body["items"]![0]!["id"]!);
        Assert.Equal("scored", (string)Assert.Single(scored.Body["items"]!.AsArray())!["state"]!);
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=1001")]
    [InlineData("?limit=x")]
    [InlineData("?limit=-1")]
    [InlineData("?state=Scored")]
    [InlineData("?state=1")]
    [InlineData("?after=abc")]
    public async Task A_query_that_means_nothing_is_refused(string query)
    {
        using var world = await WorldAsync();
        var answer = await ListAsync(world, query);
        Assert.Equal((400, ErrorCodes.InvalidRequest), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task An_item_comes_with_its_readings()
    {
        using var world = await WorldAsync();
        var answer = await GetAsync(world, ContentHash.Compute("words"u8).Value);
        Assert.Equal("odd", (string)answer.Body["predictions"]![0]!["readings"]![0]!["label"]!);
        Assert.Equal("s1", (string)answer.Body["item"]!["sources"]![0]!["subject"]!);
    }

    [Fact]
    public async Task An_item_that_is_not_there_is_not_found()
    {
        using var world = await WorldAsync();
        Assert.Equal((404, ErrorCodes.NotFound), ((await GetAsync(world, new string('0', 64))).Status, (await GetAsync(world, new string('0', 64))).Code));
        Assert.Equal(400, (await GetAsync(world, "../secrets")).Status);
    }

    [Fact]
    public async Task A_label_is_written_down()
    {
        using var world = await WorldAsync();
        var id = ContentHash.Compute("words"u8).Value;
        var answer = await LabelAsync(world, id, """{"task":"tweet-topic","label":"even","by":"ann"}""");
        Assert.Equal((201, $"/api/items/{id}"), (answer.Status, answer.Location));
        Assert.Equal("even", (string)(await GetAsync(world, id)).Body["labels"]![0]!["label"]!);
    }

    [Fact]
    public async Task A_label_may_name_its_model_as_the_command_line_does()
    {
        using var world = await WorldAsync();
        var answer = await LabelAsync(world, ContentHash.Compute("words"u8).Value, """{"model":"tweet-topic","label":"even"}""");
        Assert.Equal((201, "tweet-topic"), (answer.Status, (string)answer.Body["task"]!));
    }

    [Theory]
    [InlineData("""{"label":"even"}""", 400, ErrorCodes.InvalidRequest)]
    [InlineData("""{"task":"tweet-topic","model":"tweet-topic","label":"even"}""", 400, ErrorCodes.InvalidRequest)]
    [InlineData("""{"task":"tweet-topic","label":"blue"}""", 400, ErrorCodes.InvalidRequest)]
    [InlineData("""{"task":"unknown","label":"even"}""", 404, ErrorCodes.UnknownModel)]
    [InlineData("""{"task":"tweet-topic"}""", 400, ErrorCodes.MalformedJson)]
    [InlineData("""{"task":"tweet-topic","label":null}""", 400, ErrorCodes.MalformedJson)]
    [InlineData("""{"task":"tweet-topic","label":"even","row":"1"}""", 400, ErrorCodes.MalformedJson)]
    [InlineData("""{"task":"tweet-topic","label":"even","label":"odd"}""", 400, ErrorCodes.MalformedJson)]
    [InlineData("""{"task":"tweet-topic","label":"even","more":1}""", 400, ErrorCodes.MalformedJson)]
    [InlineData("""{"task":"tweet-topic","label":"even"} 1""", 400, ErrorCodes.MalformedJson)]
    [InlineData("null", 400, ErrorCodes.InvalidRequest)]
    [InlineData("", 400, ErrorCodes.MalformedJson)]
    public async Task A_label_that_means_nothing_is_refused(string body, int status, string code)
    {
        using var world = await WorldAsync();
        var answer = await LabelAsync(world, ContentHash.Compute("words"u8).Value, body);
        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    internal static async Task<PipelineWorld> WorldAsync()
    {
        var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        world.Drop("a.txt", "words", "s1");
        await world.TakeAsync("a.txt");
        await world.DeliverAllAsync();
        world.Drop("a.png", "a recording");
        await world.TakeAsync("a.png");
        return world;
    }

    internal static ItemsTrigger Trigger(PipelineWorld world) =>
        new(world.Get<ListItems>(), world.Get<GetItem>(), world.Get<LabelItem>(), NullLogger<ItemsTrigger>.Instance);

    internal static Task<ApiAnswer> ListAsync(PipelineWorld world, string query)
    {
        var request = ApiCall.Get(query);
        return request.AnswerAsync(Trigger(world).ListAsync(request, CancellationToken.None));
    }

    internal static Task<ApiAnswer> GetAsync(PipelineWorld world, string id)
    {
        var request = ApiCall.Get();
        return request.AnswerAsync(Trigger(world).GetAsync(request, id, CancellationToken.None));
    }

    internal static Task<ApiAnswer> LabelAsync(PipelineWorld world, string id, string body)
    {
        var request = ApiCall.Post(body);
        return request.AnswerAsync(Trigger(world).LabelAsync(request, id, CancellationToken.None));
    }
}
