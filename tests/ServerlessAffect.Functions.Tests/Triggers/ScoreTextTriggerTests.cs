using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Functions.Composition;
using ServerlessAffect.Functions.Tests.World;
using ServerlessAffect.Functions.Triggers;
using ServerlessAffect.Pipeline;
using ServerlessAffect.Pipeline.Scoring;
using ServerlessAffect.Pipeline.Tests.World;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Functions.Tests.Triggers;

public class ScoreTextTriggerTests
{
    [Fact]
    public async Task One_text_gets_one_reading_per_champion()
    {
        using var world = await WorldAsync();
        var answer = await PostAsync(world, """{"text":"words"}""");

        Assert.Equal((200, "application/json"), (answer.Status, answer.ContentType));
        Assert.Equal(["tweet-sentiment", "tweet-topic"], answer.Body["readings"]!.AsArray().Select(r => (string)r!["model"]!["name"]!));
        var reading = answer.Body["readings"]![0]!;
        Assert.Equal(("scored", "odd", 0.75, false), ((string)reading["status"]!, (string)reading["label"]!, (double)reading["confidence"]!, (bool)reading["unsure"]!));
        Assert.Equal(["even", "odd"], reading["probabilities"]!.AsObject().Select(p => p.Key));
    }

    [Fact]
    public async Task Many_texts_keep_their_order_and_ids_and_one_may_fail()
    {
        using var world = await WorldAsync();
        var answer = await PostAsync(world, """{"items":[{"id":"a","text":"four"},{"id":"b","text":""},{"text":"one"}],"model":"tweet-topic"}""");

        var readings = answer.Body["readings"]!.AsArray();
        Assert.Equal(["a", "b", null], readings.Select(r => (string?)r!["id"]));
        Assert.Equal(["scored", "failed", "scored"], readings.Select(r => (string)r!["status"]!));
        Assert.Equal(ErrorCodes.EmptyText, (string)readings[1]!["error"]!["code"]!);
        Assert.Equal([0, 1, 2], readings.Select(r => (int)r!["row"]!));
    }

    [Fact]
    public async Task Too_many_texts_are_accepted_and_the_link_leads_to_the_item()
    {
        using var world = await WorldAsync();
        var answer = await PostAsync(world, """{"texts":["one","two","three","four"]}""");

        Assert.Equal(202, answer.Status);
        Assert.Equal(answer.Location, (string)answer.Body["status"]!);
        Assert.Equal($"/api/items/{(string)answer.Body["item"]!}", answer.Location);
        Assert.StartsWith("requests/", (await world.Storage.Media.ListAsync(CancellationToken.None).SingleAsync()).Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reading_has_the_members_of_a_line_of_score()
    {
        using var world = await WorldAsync();
        var answer = await PostAsync(world, """{"texts":["four",""],"model":"tweet-topic"}""");

        string[] members = ["file", "row", "item", "modality", "status", "label", "confidence", "unsure", "probabilities", "model", "schema", "windows", "voiceActivity", "notice", "error"];
        Assert.All(answer.Body["readings"]!.AsArray(), reading => Assert.Equal(members, reading!.AsObject().Select(m => m.Key)));
        var failed = answer.Body["readings"]![1]!;
        Assert.Equal((null, "{}"), ((string?)failed["label"], failed["probabilities"]!.ToJsonString()));
    }

    [Fact]
    public async Task A_champion_that_cannot_be_loaded_has_failed_readings_with_the_same_members_beside_those_of_the_others()
    {
        using var world = await WorldAsync();
        world.Scorers.Faults["tweet-sentiment"] = new AffectException(ErrorCodes.TamperedModel, "A \"byte\" was changed.");
        var answer = await PostAsync(world, """{"items":[{"id":"a\"ü","text":"four"},{"text":"one"}]}""");

        Assert.Equal(200, answer.Status);
        var readings = answer.Body["readings"]!.AsArray();
        Assert.Equal(["even", null, "odd", null], readings.Select(r => (string?)r!["label"]));
        Assert.Equal(["tweet-topic", "tweet-sentiment", "tweet-topic", "tweet-sentiment"], readings.Select(r => (string)r!["model"]!["name"]!));
        Assert.Equal(readings[0]!.AsObject().Select(m => m.Key), readings[1]!.AsObject().Select(m => m.Key));
        Assert.Equal(("a\"ü", ErrorCodes.TamperedModel, null), ((string)readings[1]!["id"]!, (string)readings[1]!["error"]!["code"]!, (string?)readings[1]!["model"]!["sha256"]));
    }

    [Fact]
    public async Task What_would_fail_as_a_file_is_refused_at_once()
    {
        using var world = await WorldAsync();
        var accept = world.Get<AcceptTexts>();
        var tooLong = await Assert.ThrowsAsync<AffectException>(() => accept.RunAsync(["a", new string('x', 1_000_001)], null, null, null, CancellationToken.None));
        var empty = await Assert.ThrowsAsync<AffectException>(() => accept.RunAsync(["", " ", "\n", ""], null, null, null, CancellationToken.None));

        Assert.Equal((ErrorCodes.DocumentTooLong, ErrorCodes.EmptyText), (tooLong.Code, empty.Code));
        Assert.Equal(0, await world.Storage.Media.ListAsync(CancellationToken.None).CountAsync());
    }

    [Fact]
    public async Task More_texts_than_a_file_may_have_rows_are_refused_at_once()
    {
        using var world = await WorldAsync(o => o.MaxRows = 5);
        var most = await PostAsync(world, """{"texts":["1","2","3","4","5"]}""");
        var tooMany = await PostAsync(world, """{"texts":["1","2","3","4","5","6"]}""");

        Assert.Equal((202, 413, ErrorCodes.FileTooLarge), (most.Status, tooMany.Status, tooMany.Code));
        Assert.Equal(1, await world.Storage.Media.ListAsync(CancellationToken.None).CountAsync());
    }

    [Theory]
    [InlineData("gzip", 415)]
    [InlineData("identity, br", 415)]
    [InlineData("x", 415)]
    [InlineData("identity", 200)]
    [InlineData("Identity", 200)]
    public async Task A_body_is_read_as_it_is_and_never_taken_for_what_it_is_not(string encoding, int status)
    {
        using var world = await WorldAsync();
        var request = ApiCall.Post("""{"text":"words"}""");
        request.Headers.ContentEncoding = encoding;
        var answer = await request.AnswerAsync(Trigger(world).RunAsync(request, CancellationToken.None));
        Assert.Equal(status, answer.Status);
    }

    [Theory]
    [InlineData(408, ErrorCodes.InvalidRequest)]
    [InlineData(413, ErrorCodes.FileTooLarge)]
    [InlineData(400, ErrorCodes.InvalidRequest)]
    public async Task What_the_server_says_of_a_body_is_said_in_our_words(int status, string code)
    {
        using var world = await WorldAsync();
        var request = ApiCall.Post("{}");
        request.Body = new RefusedBody(status);
        var answer = await request.AnswerAsync(Trigger(world).RunAsync(request, CancellationToken.None));
        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.DoesNotContain(RefusedBody.Jargon, answer.Body.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_the_clients_own_is_honoured()
    {
        using var world = await WorldAsync();
        var first = await PostAsync(world, """{"texts":["one","two","three","four"]}""", key: "mine");
        var again = await PostAsync(world, """{"texts":["one","two","three","four"]}""", key: "mine");
        var other = await PostAsync(world, """{"texts":["one","two","three","five"]}""", key: "mine");

        Assert.Equal(((string)first.Body["item"]!, 202), ((string)again.Body["item"]!, again.Status));
        Assert.Equal((409, ErrorCodes.Conflict), (other.Status, other.Code));
    }

    [Theory]
    [InlineData("text/plain", 415)]
    [InlineData("application/json; charset=utf-16", 415)]
    [InlineData(null, 415)]
    [InlineData("application/json; charset=UTF-8", 200)]
    [InlineData("Application/JSON", 200)]
    public async Task Only_json_in_utf8_is_read(string? contentType, int status)
    {
        using var world = await WorldAsync();
        var request = ApiCall.Post("""{"text":"words"}"""u8.ToArray(), contentType);
        Assert.Equal(status, (await request.AnswerAsync(Trigger(world).RunAsync(request, CancellationToken.None))).Status);
    }

    [Theory]
    [InlineData("""{"text":7}""", 400, ErrorCodes.InvalidRequest)]
    [InlineData("{", 400, ErrorCodes.MalformedJson)]
    [InlineData("""{"text":"words","model":"unknown"}""", 404, ErrorCodes.UnknownModel)]
    public async Task A_refusal_is_problem_details(string body, int status, string code)
    {
        using var world = await WorldAsync();
        var answer = await PostAsync(world, body);
        Assert.Equal((status, "application/problem+json", code), (answer.Status, answer.ContentType, answer.Code));
        Assert.Equal(status, (int)answer.Body["status"]!);
        Assert.NotEmpty((string)answer.Body["detail"]!);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_beyond_the_limit_is_not_read(bool stated)
    {
        using var world = await WorldAsync();
        var request = ApiCall.Post($$"""{"text":"{{new string('x', 4000)}}"}""");
        request.ContentLength = stated ? request.Body.Length : null;
        var answer = await request.AnswerAsync(Trigger(world).RunAsync(request, CancellationToken.None));
        Assert.Equal((413, ErrorCodes.FileTooLarge), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Without_a_model_the_service_is_not_ready()
    {
        using var world = new PipelineWorld();
        var answer = await PostAsync(world, """{"text":"words"}""");
        Assert.Equal((503, ErrorCodes.NoModel), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData(ErrorCodes.StorageDenied, 503)]
    [InlineData(ErrorCodes.DamagedFeatures, 500)]
    public async Task A_fault_on_our_side_is_not_the_callers_and_is_logged(string code, int status)
    {
        using var world = await WorldAsync();
        world.Scorers.Faults["tweet-topic"] = new AffectException(code, "Something of ours is wrong.");
        using var log = new CapturedLog();
        var request = ApiCall.Post("""{"text":"words"}"""u8.ToArray());
        var answer = await request.AnswerAsync(Trigger(world, log.Of<ScoreTextTrigger>()).RunAsync(request, CancellationToken.None));
        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Contains($"{code}: Something of ours is wrong.", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_inside_says_nothing_of_the_text()
    {
        using var world = await WorldAsync();
        world.Scorers.Faults["tweet-topic"] = new InvalidOperationException("secret words");
        using var log = new CapturedLog();
        var request = ApiCall.Post("""{"text":"secret words"}"""u8.ToArray());
        var answer = await request.AnswerAsync(Trigger(world, log.Of<ScoreTextTrigger>()).RunAsync(request, CancellationToken.None));
        Assert.Equal((500, ErrorCodes.Internal), (answer.Status, answer.Code));
        Assert.DoesNotContain("secret", answer.Body.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(nameof(InvalidOperationException), Assert.Single(log.Lines), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", log.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_at_once_do_not_mix()
    {
        using var world = await WorldAsync();
        var trigger = Trigger(world);
        await Parallel.ForEachAsync(Enumerable.Range(1, 400), async (length, _) =>
        {
            var request = ApiCall.Post($$"""{"items":[{"id":"{{length}}","text":"{{new string('x', length)}}"}],"model":"tweet-topic"}""");
            var answer = await request.AnswerAsync(trigger.RunAsync(request, CancellationToken.None));
            var reading = answer.Body["readings"]!.AsArray().Single()!;
            Assert.Equal((length.ToString(System.Globalization.CultureInfo.InvariantCulture), length % 2 == 0 ? "even" : "odd"), ((string)reading["id"]!, (string)reading["label"]!));
        });
    }

    internal static ScoreTextTrigger Trigger(PipelineWorld world, ILogger<ScoreTextTrigger>? logger = null) => new(
        world.Get<ScoreNow>(), world.Get<AcceptTexts>(), Options.Create(new HttpLimits { MaxBodyBytes = 2048 }), logger ?? NullLogger<ScoreTextTrigger>.Instance);

    private static async Task<PipelineWorld> WorldAsync(Action<PipelineOptions>? configure = null)
    {
        var world = new PipelineWorld(o =>
        {
            o.SynchronousTexts = 3;
            configure?.Invoke(o);
        });
        await world.PublishAsync("tweet-topic");
        await world.PublishAsync("tweet-sentiment");
        return world;
    }

    private static Task<ApiAnswer> PostAsync(PipelineWorld world, string body, string? key = null)
    {
        var request = ApiCall.Post(Encoding.UTF8.GetBytes(body));
        if (key is not null)
        {
            request.Headers["Idempotency-Key"] = key;
        }

        return request.AnswerAsync(Trigger(world).RunAsync(request, CancellationToken.None));
    }
}
