using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Functions.Composition;
using ServerlessAffect.Functions.OpenApi;
using ServerlessAffect.Functions.Requests;
using ServerlessAffect.Functions.Tests.Triggers;
using ServerlessAffect.Functions.Tests.World;
using ServerlessAffect.Functions.Triggers;
using ServerlessAffect.Pipeline.Models;
using ServerlessAffect.Pipeline.Tests.World;
using ServerlessAffect.Pipeline.Upkeep;

namespace ServerlessAffect.Functions.Tests.OpenApi;

public class OpenApiTests
{
    private static readonly JsonNode Document = JsonNode.Parse(OpenApiDocument.Bytes)!;
    private static readonly JsonSchemaCheck Check = new(Document);

    [Fact]
    public void Every_route_is_described_and_nothing_else()
    {
        var routes = from method in typeof(ScoreTextTrigger).Assembly.GetTypes().SelectMany(t => t.GetMethods())
                     from parameter in method.GetParameters()
                     let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
                     where trigger is not null
                     from verb in trigger.Methods!
                     where verb != "head"
                     select $"{verb} /{trigger.Route} {trigger.AuthLevel is AuthorizationLevel.Anonymous}";
        var described = from path in Document["paths"]!.AsObject()
                        from operation in path.Value!.AsObject()
                        select $"{operation.Key} {path.Key} {operation.Value!["security"] is JsonArray { Count: 0 }}";

        Assert.Equal(routes.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_example_fits_its_schema()
    {
        var checkedExamples = 0;
        foreach (var (path, node) in MediaTypes(Document, "#"))
        {
            foreach (var (name, example) in node["examples"]!.AsObject())
            {
                Assert.True(Check.Faults(example!["value"], node["schema"]!) is [], $"{path} {name}: {string.Join("; ", Check.Faults(example["value"], node["schema"]!))}");
                checkedExamples++;
            }
        }

        Assert.InRange(checkedExamples, 20, 200);
    }

    [Theory]
    [InlineData("""{"text":"a","texts":["b"]}""")]
    [InlineData("""{"texts":[]}""")]
    [InlineData("""{"text":1}""")]
    [InlineData("""{"items":[{"id":"a"}]}""")]
    public void What_the_parser_refuses_the_schema_refuses(string body) =>
        Assert.NotEmpty(Check.Faults(JsonNode.Parse(body), Schema("ScoreRequest")));

    [Fact]
    public async Task What_the_functions_answer_fits_the_document()
    {
        using var world = await ItemsTriggerTests.WorldAsync();
        var id = ContentHash.Compute("words"u8).Value;
        Fits("ScoreAnswer", await ScoreAsync(world, """{"items":[{"id":"a","text":"four"},{"text":""}]}"""));
        Fits("Accepted", await ScoreAsync(world, $$"""{"texts":[{{string.Join(',', Enumerable.Repeat("\"words\"", 257))}}]}"""));
        Fits("Problem", await ScoreAsync(world, "{}"));
        Fits("Label", await ItemsTriggerTests.LabelAsync(world, id, """{"task":"tweet-topic","label":"even"}"""));
        Fits("ItemPage", await ItemsTriggerTests.ListAsync(world, "?limit=1"));
        Fits("ItemDetails", await ItemsTriggerTests.GetAsync(world, id));
        var request = ApiCall.Get();
        await world.PublishAsync("unloaded");
        world.Scorers.Faults["unloaded"] = new Core.Errors.AffectException(Core.Errors.ErrorCodes.TamperedModel, "A byte was changed.");
        var beside = await ScoreAsync(world, """{"text":"four"}""");
        Fits("ScoreAnswer", beside);
        Assert.Contains(beside.Body["readings"]!.AsArray(), r => (string)r!["model"]!["name"]! == "unloaded");
        world.Scorers.Faults.Clear();
        Fits("ModelList", await request.AnswerAsync(new ModelsTrigger(world.Get<ListModels>(), NullLogger<ModelsTrigger>.Instance).RunAsync(request, CancellationToken.None)));
        Fits("Health", await HealthAsync(world));
    }

    [Fact]
    public async Task What_is_answered_of_a_recording_fits_the_document()
    {
        using var world = await ScoreAudioTriggerTests.WorldAsync();
        Fits("RecordingScoreAnswer", await ScoreAudioTriggerTests.PostAsync(world, ScoreAudioTriggerTests.Tone(3)));
        Fits("Accepted", await ScoreAudioTriggerTests.PostAsync(world, ScoreAudioTriggerTests.Tone(20)));
        Fits("Problem", await ScoreAudioTriggerTests.PostAsync(world, [1, 2, 3]));
    }

    [Fact]
    public async Task What_is_answered_of_a_report_fits_the_document()
    {
        using var world = new PipelineWorld();
        await StoredTexts.DropAsync(world);
        var asked = await ExploreTriggerTests.AskAsync(world, """{"kind":"texts","methods":["kmeans"],"k":2}""");
        Fits("Report", asked);
        await StoredTexts.MakeAllAsync(world);
        Fits("Report", await ExploreTriggerTests.GetAsync(world, (string)asked.Body["id"]!));
        Fits("Problem", await ExploreTriggerTests.AskAsync(world, "[]"));
        var failed = await ExploreTriggerTests.AskAsync(world, """{"prefix":"c.txt"}""");
        await StoredTexts.MakeAllAsync(world);
        var status = await ExploreTriggerTests.GetAsync(world, (string)failed.Body["id"]!);
        Assert.Equal("failed", (string)status.Body["state"]!);
        Fits("Report", status);
    }

    [Fact]
    public void Every_content_type_that_is_read_is_described_and_nothing_else()
    {
        var described = Document["paths"]!["/score/audio"]!["post"]!["requestBody"]!["content"]!.AsObject().Select(c => c.Key);
        Assert.Equal(SoundType.All.Concat(["application/octet-stream", "multipart/form-data"]).Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Health_says_what_is_wrong()
    {
        using var world = await ItemsTriggerTests.WorldAsync();
        Assert.Equal((200, true), ((await HealthAsync(world)).Status, (bool)(await HealthAsync(world)).Body["ready"]!));

        world.Scorers.Faults["tweet-topic"] = new Core.Errors.AffectException(Core.Errors.ErrorCodes.TamperedModel, "A byte was changed.");
        var answer = await HealthAsync(world);

        Assert.Equal((503, "tampered-model"), (answer.Status, (string)answer.Body["models"]![0]!["fault"]!));
        Fits("Health", answer);
    }

    [Fact]
    public async Task Being_alive_says_nothing_of_what_was_not_checked()
    {
        using var world = await ItemsTriggerTests.WorldAsync();
        world.Scorers.Faults["tweet-topic"] = new Core.Errors.AffectException(Core.Errors.ErrorCodes.TamperedModel, "A byte was changed.");

        var answer = await HealthAsync(world, "?probe=live");

        Assert.Equal((200, """{"live":true}"""), (answer.Status, answer.Body.ToJsonString()));
        Assert.Equal([], Check.Faults(answer.Body, Document["paths"]!["/health"]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!));
    }

    [Fact]
    public void Every_failure_that_any_operation_may_answer_with_is_described()
    {
        foreach (var (path, operations) in Document["paths"]!.AsObject().Where(p => p.Key != "/openapi.json"))
        {
            foreach (var (verb, operation) in operations!.AsObject())
            {
                string[] expected = operation!["requestBody"] is null ? ["500", "503", "504"] : ["400", "408", "413", "415", "500", "503", "504"];
                Assert.True(expected.All(operation["responses"]!.AsObject().ContainsKey), $"{verb} {path} lacks one of {string.Join(", ", expected)}.");
            }
        }
    }

    private static Task<ApiAnswer> ScoreAsync(PipelineWorld world, string body)
    {
        var request = ApiCall.Post(body);
        var trigger = new ScoreTextTrigger(
            world.Get<Pipeline.Scoring.ScoreNow>(),
            world.Get<Pipeline.Scoring.AcceptTexts>(),
            Microsoft.Extensions.Options.Options.Create(new HttpLimits()),
            NullLogger<ScoreTextTrigger>.Instance);
        return request.AnswerAsync(trigger.RunAsync(request, CancellationToken.None));
    }

    private static Task<ApiAnswer> HealthAsync(PipelineWorld world, string query = "")
    {
        var request = ApiCall.Get(query);
        return request.AnswerAsync(new HealthTrigger(world.Get<CheckHealth>(), NullLogger<HealthTrigger>.Instance).RunAsync(request, CancellationToken.None));
    }

    private static void Fits(string schema, ApiAnswer answer) => Assert.Equal([], Check.Faults(answer.Body, Schema(schema)));

    private static JsonNode Schema(string name) => Document["components"]!["schemas"]![name]!;

    /// <summary>Every object that has a schema and examples beside each other.</summary>
    private static IEnumerable<(string Path, JsonNode Node)> MediaTypes(JsonNode? node, string path)
    {
        if (node is JsonObject found && found.ContainsKey("schema") && found.ContainsKey("examples"))
        {
            yield return (path, node);
        }

        var children = node switch
        {
            JsonObject members => members.Select(m => (m.Key, m.Value)),
            JsonArray entries => entries.Select((e, i) => (i.ToString(System.Globalization.CultureInfo.InvariantCulture), e)),
            _ => [],
        };
        foreach (var (name, child) in children)
        {
            foreach (var inner in MediaTypes(child, $"{path}/{name}"))
            {
                yield return inner;
            }
        }
    }
}
