using Microsoft.Extensions.Logging.Abstractions;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Functions.Tests.World;
using ServerlessAffect.Functions.Triggers;
using ServerlessAffect.Pipeline.Exploration.Stored;
using ServerlessAffect.Pipeline.Tests.World;
using ServerlessAffect.Storage.Queues;

namespace ServerlessAffect.Functions.Tests.Triggers;

public sealed class ExploreTriggerTests : IDisposable
{
    private readonly PipelineWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_question_is_accepted_queued_answered_and_its_files_are_served()
    {
        await StoredTexts.DropAsync(_world);
        var accepted = await AskAsync(_world, """{"kind":"texts","methods":["kmeans"],"k":2,"seed":3}""");
        var id = (string)accepted.Body["id"]!;
        Assert.Equal((202, $"/api/explore/{id}", "queued"), (accepted.Status, accepted.Location, (string)accepted.Body["state"]!));
        Assert.Equal((string)accepted.Body["status"]!, accepted.Location);
        Assert.Null(accepted.Body["files"]);
        Assert.Equal((404, ErrorCodes.NotFound), ((await FileAsync(id, "report.json")).Status, (await FileAsync(id, "report.json")).Code));

        var message = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(ReportRequestCodec.Encode(Assert.Single(_world.Storage.ReportQueue.Drain()))));
        await new MakeReportTrigger(_world.Get<MakeReport>()).RunAsync(message, CancellationToken.None);

        var status = await GetAsync(_world, id);
        Assert.Equal((200, "done", 3), (status.Status, (string)status.Body["state"]!, (int)status.Body["items"]!));
        Assert.Equal(3, (int)status.Body["question"]!["seed"]!);
        foreach (var (file, link) in status.Body["files"]!.AsObject())
        {
            Assert.Equal($"/api/reports/{id}/{file}", (string)link!);
            var (type, length, text) = await OpenAsync(id, file, "GET");
            Assert.Equal(Path.GetExtension(file) switch { ".html" => "text/html; charset=utf-8", ".json" => "application/json", _ => "text/csv; charset=utf-8" }, type);
            Assert.Equal(length, System.Text.Encoding.UTF8.GetByteCount(text));
            Assert.Equal((type, length, ""), await OpenAsync(id, file, "HEAD"));
        }

        Assert.Equal(["report.html", "report.json", "assignments.csv", "embedding.csv"], status.Body["files"]!.AsObject().Select(f => f.Key));
    }

    [Theory]
    [InlineData("{}", 400, ErrorCodes.UnknownData)]
    [InlineData("""{"k":1}""", 400, ErrorCodes.InvalidRequest)]
    [InlineData("""{"methods":[]}""", 400, ErrorCodes.InvalidRequest)]
    [InlineData("""{"methods":["no-such-method"]}""", 400, ErrorCodes.InvalidRequest)]
    [InlineData("""{"methods":["kmeans",""]}""", 400, ErrorCodes.InvalidRequest)]
    [InlineData("""{"prefix":""}""", 400, ErrorCodes.InvalidRequest)]
    [InlineData("""{"kind":"images"}""", 400, ErrorCodes.MalformedJson)]
    [InlineData("""{"methods":[null]}""", 400, ErrorCodes.InvalidRequest)]
    [InlineData("""{"k":"2"}""", 400, ErrorCodes.MalformedJson)]
    [InlineData("""{"more":1}""", 400, ErrorCodes.MalformedJson)]
    [InlineData("""{"seed":1,"seed":2}""", 400, ErrorCodes.MalformedJson)]
    [InlineData("""{} {}""", 400, ErrorCodes.MalformedJson)]
    [InlineData("null", 400, ErrorCodes.InvalidRequest)]
    [InlineData("", 400, ErrorCodes.MalformedJson)]
    public async Task A_question_that_means_nothing_is_refused(string body, int status, string code)
    {
        var answer = await AskAsync(_world, body);
        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Empty(_world.Storage.ReportQueue.Drain());
    }

    [Fact]
    public async Task A_feature_set_of_other_items_is_the_callers_fault()
    {
        await StoredTexts.DropAsync(_world);
        var answer = await AskAsync(_world, """{"set":"vlog43"}""");
        Assert.Equal((400, ErrorCodes.UnknownFeatureSet), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task What_is_no_report_or_no_file_of_one_is_not_found()
    {
        var none = new string('0', 64);
        Assert.Equal((404, ErrorCodes.NotFound), ((await GetAsync(_world, none)).Status, (await GetAsync(_world, none)).Code));
        Assert.Equal(400, (await GetAsync(_world, "../items")).Status);
        Assert.Equal(404, (await FileAsync(none, "report.html")).Status);
        await StoredTexts.DropAsync(_world);
        var id = (string)(await AskAsync(_world, """{"methods":["kmeans"],"k":2}""")).Body["id"]!;
        await StoredTexts.MakeAllAsync(_world);
        foreach (var file in (string[])["record.json", "../items/a.json", "", "report.HTML"])
        {
            Assert.Equal(404, (await FileAsync(id, file)).Status);
        }
    }

    [Fact]
    public async Task A_page_is_told_to_run_nothing_of_strangers_and_to_stay_nowhere()
    {
        await StoredTexts.DropAsync(_world);
        var id = (string)(await AskAsync(_world, """{"methods":["kmeans"],"k":2}""")).Body["id"]!;
        await StoredTexts.MakeAllAsync(_world);
        var request = ApiCall.Get();
        request.HttpContext.Response.Body = new MemoryStream();
        await (await Trigger(_world).OpenAsync(request, id, "report.html", CancellationToken.None)).ExecuteAsync(request.HttpContext);
        var headers = request.HttpContext.Response.Headers;
        Assert.Contains("default-src 'none'", headers.ContentSecurityPolicy.ToString(), StringComparison.Ordinal);
        Assert.Contains("sandbox allow-scripts", headers.ContentSecurityPolicy.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("allow-same-origin", headers.ContentSecurityPolicy.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("http", headers.ContentSecurityPolicy.ToString(), StringComparison.Ordinal);
        Assert.Equal(["nosniff", "no-store", "no-referrer"], (string[])[headers.XContentTypeOptions!, headers.CacheControl!, headers["Referrer-Policy"]!]);
    }

    internal static Task<ApiAnswer> AskAsync(PipelineWorld world, string body)
    {
        var request = ApiCall.Post(body);
        return request.AnswerAsync(Trigger(world).AskAsync(request, CancellationToken.None));
    }

    internal static Task<ApiAnswer> GetAsync(PipelineWorld world, string id)
    {
        var request = ApiCall.Get();
        return request.AnswerAsync(Trigger(world).GetAsync(request, id, CancellationToken.None));
    }

    private static ExploreTrigger Trigger(PipelineWorld world) => new(world.Get<AskForReport>(), world.Get<GetReport>(), NullLogger<ExploreTrigger>.Instance);

    private Task<ApiAnswer> FileAsync(string id, string file)
    {
        var request = ApiCall.Get();
        return request.AnswerAsync(Trigger(_world).OpenAsync(request, id, file, CancellationToken.None));
    }

    private async Task<(string? Type, long? Length, string Text)> OpenAsync(string id, string file, string method)
    {
        var request = ApiCall.Get();
        request.Method = method;
        var response = request.HttpContext.Response;
        using var body = new MemoryStream();
        response.Body = body;
        await (await Trigger(_world).OpenAsync(request, id, file, CancellationToken.None)).ExecuteAsync(request.HttpContext);
        return (response.ContentType, response.ContentLength, System.Text.Encoding.UTF8.GetString(body.ToArray()));
    }
}
