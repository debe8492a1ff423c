using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Models;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Pipeline.Scoring;
using ServerlessAffect.Pipeline.Tests.World;

namespace ServerlessAffect.Pipeline.Tests.Scoring;

public class ScoreNowTests
{
    [Fact]
    public async Task Every_champion_answers_every_text_in_order()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        await world.PublishAsync("tweet-sentiment");

        var answers = await world.Get<ScoreNow>().RunAsync(["one", "four"], null, CancellationToken.None);

        Assert.Equal(
            [(0, "tweet-sentiment", "odd"), (0, "tweet-topic", "odd"), (1, "tweet-sentiment", "even"), (1, "tweet-topic", "even")],
            answers.Select(a => (a.Index, a.Scorer!.Manifest.Name, a.Reading.Label!)));
        Assert.Equal(ContentHash.Compute("four"u8), answers[2].Item);
    }

    [Fact]
    public async Task A_champion_that_cannot_be_loaded_fails_alone_and_answers_soon_after_it_was_mended()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        await world.PublishAsync("tweet-sentiment");
        world.Scorers.Faults["tweet-sentiment"] = new AffectException(ErrorCodes.TamperedModel, "A byte was changed.");
        var score = world.Get<ScoreNow>();

        var answers = await score.RunAsync(["one", "four"], null, CancellationToken.None);

        Assert.Equal([(0, "odd"), (0, null), (1, "even"), (1, null)], answers.Select(a => (a.Index, a.Reading.Label)));
        Assert.Equal(("tweet-sentiment", null, ErrorCodes.TamperedModel), (answers[3].Unloaded!.Model, answers[3].Scorer, answers[3].Reading.Error!.Code));
        await Assert.ThrowsAsync<AffectException>(async () => await score.RunAsync(["one"], new ModelRef("tweet-sentiment", null), CancellationToken.None));

        world.Scorers.Faults.Clear();
        world.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(["odd", "odd"], (await score.RunAsync(["one"], null, CancellationToken.None)).Select(a => a.Reading.Label));
    }

    [Fact]
    public async Task Where_no_champion_can_be_loaded_the_request_fails_each_time()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        world.Scorers.Faults["tweet-topic"] = new AffectException(ErrorCodes.TamperedModel, "A byte was changed.");

        for (var request = 0; request < 2; request++)
        {
            var fault = await Assert.ThrowsAsync<AffectException>(async () => await world.Get<ScoreNow>().RunAsync(["one"], null, CancellationToken.None));
            Assert.Equal(ErrorCodes.TamperedModel, fault.Code);
        }
    }

    [Fact]
    public async Task An_empty_text_fails_alone()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");

        var answers = await world.Get<ScoreNow>().RunAsync(["", "four"], null, CancellationToken.None);

        Assert.Equal([ReadingStatus.Failed, ReadingStatus.Scored], answers.Select(a => a.Reading.Status));
    }

    [Fact]
    public async Task A_named_model_answers_alone_and_an_older_version_by_its_version()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic", "20260101-00000001");
        await world.PublishAsync("tweet-topic", "20260102-00000002");

        var champion = await world.Get<ScoreNow>().RunAsync(["one"], new ModelRef("tweet-topic", null), CancellationToken.None);
        var older = await world.Get<ScoreNow>().RunAsync(["one"], new ModelRef("tweet-topic", "20260101-00000001"), CancellationToken.None);

        Assert.Equal("20260102-00000002", Assert.Single(champion).Scorer!.Manifest.Version);
        Assert.Equal("20260101-00000001", Assert.Single(older).Scorer!.Manifest.Version);
    }

    [Theory]
    [InlineData("unknown", null)]
    [InlineData("tweet-topic", "19700101-00000000")]
    public async Task A_model_that_nobody_published_is_refused(string name, string? version)
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");

        var fault = await Assert.ThrowsAsync<AffectException>(
            async () => await world.Get<ScoreNow>().RunAsync(["one"], new ModelRef(name, version), CancellationToken.None));

        Assert.Equal(ErrorCodes.UnknownModel, fault.Code);
    }

    [Fact]
    public async Task A_large_request_becomes_an_item_once()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");

        var first = await world.Get<AcceptTexts>().RunAsync(["one", "say \"two\"\n"], null, null, null, CancellationToken.None);
        var again = await world.Get<AcceptTexts>().RunAsync(["one", "say \"two\"\n"], null, null, null, CancellationToken.None);

        Assert.Equal(first, again);
        Assert.Equal((ItemState.Received, "jsonl"), ((await world.ItemAsync(first)).State, (await world.ItemAsync(first)).Format));
        var entry = await world.Storage.Media.ListAsync(CancellationToken.None).SingleAsync();
        await world.TakeAsync(entry.Name);
        await world.DeliverAllAsync();
        Assert.Equal((ItemState.Scored, 1), ((await world.ItemAsync(first)).State, (await world.ItemAsync(first)).Sources.Count));
    }

    [Fact]
    public async Task A_clients_key_names_one_request_only()
    {
        using var world = new PipelineWorld();
        var accept = world.Get<AcceptTexts>();

        var first = await accept.RunAsync(["one"], null, null, "my key", CancellationToken.None);
        var again = await accept.RunAsync(["one"], null, null, "my key", CancellationToken.None);
        var fault = await Assert.ThrowsAsync<AffectException>(() => accept.RunAsync(["other"], null, null, "my key", CancellationToken.None));

        Assert.Equal(first, again);
        Assert.Equal(ErrorCodes.Conflict, fault.Code);
    }

    [Fact]
    public async Task A_large_request_for_one_model_goes_into_its_folder()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic", "20260101-00000001");
        await world.PublishAsync("tweet-topic", "20260102-00000002");
        var accept = world.Get<AcceptTexts>();

        await accept.RunAsync(["one"], null, new ModelRef("tweet-topic", null), null, CancellationToken.None);
        var fault = await Assert.ThrowsAsync<AffectException>(
            () => accept.RunAsync(["one"], null, new ModelRef("tweet-topic", "20260101-00000001"), null, CancellationToken.None));

        Assert.StartsWith("tweet-topic/", (await world.Storage.Media.ListAsync(CancellationToken.None).SingleAsync()).Name, StringComparison.Ordinal);
        Assert.Equal(ErrorCodes.InvalidRequest, fault.Code);
    }
}
