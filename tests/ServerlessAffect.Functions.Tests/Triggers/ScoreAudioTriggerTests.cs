using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Purposes;
using ServerlessAffect.Functions.Composition;
using ServerlessAffect.Functions.Tests.Requests;
using ServerlessAffect.Functions.Tests.World;
using ServerlessAffect.Functions.Triggers;
using ServerlessAffect.Pipeline.Items;
using ServerlessAffect.Pipeline.Scoring;
using ServerlessAffect.Pipeline.Tests.World;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Functions.Tests.Triggers;

public class ScoreAudioTriggerTests
{
    private const string Form = "multipart/form-data; boundary=b";

    [Fact]
    public async Task A_short_recording_is_answered_at_once_with_its_timeline()
    {
        using var world = await WorldAsync();
        var body = Tone(4);
        var answer = await PostAsync(world, body);

        Assert.Equal((200, "application/json"), (answer.Status, answer.ContentType));
        var reading = Assert.Single(answer.Body["readings"]!.AsArray())!;
        string[] members = ["file", "row", "item", "modality", "status", "label", "confidence", "unsure", "probabilities", "model", "schema", "windows", "voiceActivity", "notice", "error"];
        Assert.Equal(members, reading.AsObject().Select(m => m.Key));
        Assert.Equal(("scored", "audio", "loud", ContentHash.Compute(body).Value), ((string)reading["status"]!, (string)reading["modality"]!, (string)reading["label"]!, (string)reading["item"]!));
        Assert.NotEmpty(reading["windows"]!.AsArray());
        Assert.Equal(4, (double)reading["windows"]!.AsArray()[^1]!["end"]!, 3);
        Assert.Contains("Purpose: evaluation, for none was declared (Affect:Purpose).", (string)reading["notice"]!, StringComparison.Ordinal);
        Assert.Equal(0, await world.Storage.Media.ListAsync(CancellationToken.None).CountAsync());
    }

    [Fact]
    public async Task A_form_means_the_same_and_a_text_model_is_not_asked()
    {
        using var world = await WorldAsync();
        await world.PublishAsync("tweet-topic");
        var answer = await PostAsync(world, ScoreAudioParserTests.MakeForm(("file", "../a.wav", null, Tone(1)), ("model", null, null, "speech-level"u8.ToArray())), Form);
        Assert.Equal("speech-level", (string)Assert.Single(answer.Body["readings"]!.AsArray())!["model"]!["name"]!);
        Assert.Single((await PostAsync(world, Tone(1))).Body["readings"]!.AsArray());
        Assert.Equal(404, (await PostAsync(world, Tone(1), query: "?model=nobody")).Status);
        var text = await PostAsync(world, Tone(1), query: "?model=tweet-topic");
        Assert.Equal((415, ErrorCodes.UnsupportedModality), (text.Status, text.Code));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(20)]
    public async Task A_long_one_is_accepted_and_the_link_leads_to_its_reading(int seconds)
    {
        using var world = await WorldAsync();
        var body = Tone(seconds);
        var answer = await PostAsync(world, body, query: "?subject=ann");

        Assert.Equal((202, $"/api/items/{ContentHash.Compute(body).Value}"), (answer.Status, answer.Location));
        Assert.Equal(answer.Location, (string)answer.Body["status"]!);
        var name = (await world.Storage.Media.ListAsync(CancellationToken.None).SingleAsync()).Name;
        Assert.StartsWith("requests/", name, StringComparison.Ordinal);
        Assert.NotNull(await world.Get<GetItem>().RunAsync(ContentHash.Compute(body), CancellationToken.None));
        await world.TakeAsync(name);
        await world.DeliverAllAsync();
        var details = await world.Get<GetItem>().RunAsync(ContentHash.Compute(body), CancellationToken.None);
        Assert.Equal("loud", Assert.Single(Assert.Single(details!.Predictions).Readings).Label);
        Assert.Equal("ann", Assert.Single(details.Item.Sources).Subject);
    }

    [Fact]
    public async Task The_same_recording_of_two_subjects_is_kept_for_both()
    {
        using var world = await WorldAsync();
        foreach (var query in new[] { "", "?subject=ann", "?subject=ben", "?subject=ann" })
        {
            Assert.Equal(202, (await PostAsync(world, Tone(20), query: query)).Status);
        }

        var names = await world.Storage.Media.ListAsync(CancellationToken.None).Select(e => e.Name).ToListAsync();
        Assert.Equal(3, names.Count);
        foreach (var name in names)
        {
            await world.TakeAsync(name);
        }

        var details = await world.Get<GetItem>().RunAsync(ContentHash.Compute(Tone(20)), CancellationToken.None);
        Assert.Equal([null, "ann", "ben"], details!.Item.Sources.Select(s => s.Subject).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_key_of_the_clients_own_is_honoured()
    {
        using var world = await WorldAsync();
        var first = await PostAsync(world, Tone(20), key: "mine");
        var again = await PostAsync(world, Tone(20), key: "mine");
        var other = await PostAsync(world, Tone(21), key: "mine");
        Assert.Equal((202, (string)first.Body["item"]!), (again.Status, (string)again.Body["item"]!));
        Assert.Equal((409, ErrorCodes.Conflict), (other.Status, other.Code));
        Assert.Equal((400, ErrorCodes.InvalidRequest), await CodeAsync(world, Tone(1), key: "ümlaut"));
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_by_the_decoders_code()
    {
        using var world = await WorldAsync();
        Assert.Equal((422, ErrorCodes.NotSound), await CodeAsync(world, "this is no sound at all, whatever its type says"u8.ToArray()));
        Assert.Equal((422, ErrorCodes.SilentSound), await CodeAsync(world, WavBytes.Pcm16(1, 8000, new short[8000])));
        Assert.Equal((422, ErrorCodes.TooShort), await CodeAsync(world, Tone(0.01)));
        Assert.Equal((422, ErrorCodes.NoSound), await CodeAsync(world, WavBytes.Pcm16(1, 8000, [])));
        Assert.Equal((400, ErrorCodes.EmptyFile), await CodeAsync(world, []));
        Assert.Equal((415, ErrorCodes.UnsupportedType), await CodeAsync(world, Tone(1), "image/png"));
        Assert.Equal((413, ErrorCodes.FileTooLarge), await CodeAsync(world, Tone(60)));
        Assert.Equal(0, await world.Storage.Media.ListAsync(CancellationToken.None).CountAsync());
    }

    [Fact]
    public async Task Without_a_model_of_recordings_the_service_is_not_ready_for_them()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        Assert.Equal((503, ErrorCodes.NoModel), await CodeAsync(world, Tone(1)));
    }

    [Fact]
    public async Task Without_a_purpose_no_voice_is_read_and_the_body_is_not_either()
    {
        using var world = new PipelineWorld(purpose: DeclaredPurpose.InTheCloud(null));
        await world.PublishRecordingAsync("speech-level");
        var request = ApiCall.Post(Tone(1), "audio/wav");
        var answer = await request.AnswerAsync(Trigger(world).RunAsync(request, CancellationToken.None));
        Assert.Equal((503, ErrorCodes.MissingPurpose, 0L), (answer.Status, answer.Code, request.Body.Position));
    }

    [Fact]
    public async Task A_client_that_went_away_is_not_answered()
    {
        using var world = await WorldAsync();
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Trigger(world).RunAsync(ApiCall.Post(Tone(1), "audio/wav"), gone.Token));
    }

    internal static async Task<PipelineWorld> WorldAsync()
    {
        // 8,000 samples a second of two bytes: six seconds are answered at once if they are asked for alone, and eight fit into memory.
        var world = new PipelineWorld(o => (o.SynchronousDuration, o.SynchronousMediaBytes) = (TimeSpan.FromSeconds(6), 8 * 16_000));
        await world.PublishRecordingAsync("speech-level");
        return world;
    }

    internal static async Task<ApiAnswer> PostAsync(PipelineWorld world, byte[] body, string type = "audio/wav", string query = "", string? key = null)
    {
        var request = ApiCall.Post(body, type);
        request.QueryString = new QueryString(query);
        if (key is not null)
        {
            request.Headers["Idempotency-Key"] = key;
        }

        return await request.AnswerAsync(Trigger(world).RunAsync(request, CancellationToken.None));
    }

    /// <summary>A loud tone, 8 kHz.</summary>
    internal static byte[] Tone(double seconds) =>
        WavBytes.Pcm16(1, 8000, [.. Enumerable.Range(0, (int)(seconds * 8000)).Select(i => (short)(20_000 * Math.Sin(i * 0.3)))]);

    private static async Task<(int, string?)> CodeAsync(PipelineWorld world, byte[] body, string type = "audio/wav", string? key = null)
    {
        var answer = await PostAsync(world, body, type, key: key);
        return (answer.Status, answer.Code);
    }

    private static ScoreAudioTrigger Trigger(PipelineWorld world, ILogger<ScoreAudioTrigger>? logger = null) => new(
        world.Get<RecordingScoring>(), world.Get<DeclaredPurpose>(), Options.Create(new HttpLimits { MaxMediaBodyBytes = 600_000 }), logger ?? NullLogger<ScoreAudioTrigger>.Instance);
}
