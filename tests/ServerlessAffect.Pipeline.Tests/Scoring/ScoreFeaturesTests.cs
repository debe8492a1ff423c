using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Queues;
using ServerlessAffect.Pipeline.Items;
using ServerlessAffect.Pipeline.Scoring;
using ServerlessAffect.Pipeline.Tests.World;

namespace ServerlessAffect.Pipeline.Tests.Scoring;

public class ScoreFeaturesTests
{
    [Fact]
    public async Task Every_row_gets_a_reading_and_rejected_rows_a_failed_one()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var id = await TakenAsync(world, "one\n\nfour");

        await world.DeliverAllAsync();

        var document = Assert.Single(await world.PredictionsAsync(id));
        Assert.Equal(["odd", null, "even"], document.Readings.Select(r => r.Label));
        Assert.Equal(ErrorCodes.EmptyText, document.Readings[1].Error!.Code);
        Assert.Equal(("a.txt", "A test says so."), (document.File, document.Notice));
    }

    [Fact]
    public async Task What_was_noticed_while_reading_the_file_is_said_with_its_readings()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var id = await TakenAsync(world, "one \uFFFD");

        await world.DeliverAllAsync();

        Assert.Equal("A test says so. Bytes were lost.", Assert.Single(await world.PredictionsAsync(id)).Notice);
    }

    [Fact]
    public async Task A_message_delivered_twice_changes_nothing()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var id = await TakenAsync(world, "words");
        var request = Assert.Single(world.Storage.Queue.Drain());

        await ScoreAsync(world, request);
        var (first, record) = ((await world.PredictionsAsync(id))[0], await world.ItemAsync(id));
        await ScoreAsync(world, request);

        Assert.Same(first, Assert.Single(await world.PredictionsAsync(id)));
        Assert.Same(record, await world.ItemAsync(id));
    }

    [Fact]
    public async Task The_fifth_recorded_failure_makes_a_dead_letter()
    {
        using var world = new PipelineWorld();
        (await world.PublishAsync("tweet-topic")).Fault = new InvalidOperationException("secret words of a person");
        var id = await TakenAsync(world, "words");
        var request = Assert.Single(world.Storage.Queue.Drain());

        for (var attempt = 1; attempt < 5; attempt++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => ScoreAsync(world, request));
            Assert.Equal(ItemState.Extracted, (await world.ItemAsync(id)).State);
        }

        await ScoreAsync(world, request);

        var item = await world.ItemAsync(id);
        Assert.Equal((ItemState.Dead, ErrorCodes.Internal), (item.State, item.Reason!.Code));
        Assert.DoesNotContain("secret", item.Reason.Message, StringComparison.Ordinal);
        var letter = await world.Storage.Attempts.ListDeadAsync(CancellationToken.None).SingleAsync();
        Assert.Equal((5, request), (letter.Attempts, letter.Request));
    }

    [Fact]
    public async Task The_last_failure_of_one_delivery_does_not_bury_what_another_has_answered()
    {
        using var world = new PipelineWorld(o => o.MaxAttempts = 1);
        var scorer = await world.PublishAsync("tweet-topic");
        var id = await TakenAsync(world, "words");
        var request = Assert.Single(world.Storage.Queue.Drain());
        scorer.Meanwhile = () =>
        {
            ScoreAsync(world, request).GetAwaiter().GetResult();
            scorer.Fault = new InvalidOperationException("broken");
        };

        await ScoreAsync(world, request);

        var item = await world.ItemAsync(id);
        Assert.Equal((ItemState.Scored, null), (item.State, item.Reason));
        Assert.Equal(0, await world.Storage.Attempts.ListDeadAsync(CancellationToken.None).CountAsync());
        Assert.Equal(1, await world.Storage.Attempts.RecordFailureAsync(request, new("x", "x"), CancellationToken.None));
    }

    [Theory]
    [InlineData(ItemState.Extracted)]
    [InlineData(ItemState.Dead)]
    public async Task A_message_that_comes_again_leaves_an_answered_item_scored(ItemState stuck)
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var id = await TakenAsync(world, "words");
        var request = Assert.Single(world.Storage.Queue.Drain());
        await ScoreAsync(world, request);
        await world.Get<ItemLedger>().ChangeAsync(id, i => i! with { State = stuck, Reason = new("internal", "It broke.") }, CancellationToken.None);

        await ScoreAsync(world, request);

        Assert.Equal((ItemState.Scored, null), ((await world.ItemAsync(id)).State, (await world.ItemAsync(id)).Reason));
    }

    [Fact]
    public async Task A_request_that_fails_and_is_not_owed_changes_nothing_however_often_it_comes()
    {
        using var world = new PipelineWorld(o => o.MaxAttempts = 2);
        await world.PublishAsync("tweet-topic");
        var id = await TakenAsync(world, "words");
        var asked = Assert.Single(world.Storage.Queue.Drain());
        var stray = asked with { Model = "nope" };
        await ScoreAsync(world, asked);
        var scored = await world.ItemAsync(id);

        for (var message = 0; message < 3; message++)
        {
            await Assert.ThrowsAsync<AffectException>(() => ScoreAsync(world, stray));
            await ScoreAsync(world, stray);
        }

        Assert.Equal(ItemState.Scored, scored.State);
        Assert.Same(scored, await world.ItemAsync(id));
        Assert.Equal(0, await world.Storage.Attempts.ListDeadAsync(CancellationToken.None).CountAsync());
    }

    [Fact]
    public async Task A_last_failure_buries_nothing_where_the_item_came_anew_meanwhile_and_does_not_owe_the_reading_yet()
    {
        using var world = new PipelineWorld(o => o.MaxAttempts = 1);
        var scorer = await world.PublishAsync("tweet-topic");
        var id = await TakenAsync(world, "words");
        var request = Assert.Single(world.Storage.Queue.Drain());
        scorer.Meanwhile = () =>
        {
            world.Get<ItemLedger>().ChangeAsync(id, i => i! with { State = ItemState.Received, Expected = [] }, CancellationToken.None).GetAwaiter().GetResult();
            scorer.Fault = new InvalidOperationException("broken");
        };

        await ScoreAsync(world, request);

        Assert.Equal((ItemState.Received, null), ((await world.ItemAsync(id)).State, (await world.ItemAsync(id)).Reason));
        Assert.Equal(0, await world.Storage.Attempts.ListDeadAsync(CancellationToken.None).CountAsync());
    }

    [Fact]
    public async Task A_stopping_host_records_no_failure()
    {
        using var world = new PipelineWorld();
        (await world.PublishAsync("tweet-topic")).Hangs = true;
        await TakenAsync(world, "words");
        var request = Assert.Single(world.Storage.Queue.Drain());
        using var stopping = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.Get<ScoreFeatures>().RunAsync(request, stopping.Token));

        Assert.Equal(1, await world.Storage.Attempts.RecordFailureAsync(request, new("x", "x"), CancellationToken.None));
    }

    [Fact]
    public async Task An_item_that_takes_too_long_fails_by_its_deadline()
    {
        using var world = new PipelineWorld(o => (o.ItemDeadline, o.MaxAttempts) = (TimeSpan.FromSeconds(1), 1));
        (await world.PublishAsync("tweet-topic")).Hangs = true;
        var id = await TakenAsync(world, "words");

        await world.DeliverAllAsync();

        Assert.Equal(ErrorCodes.TimedOut, (await world.ItemAsync(id)).Reason!.Code);
    }

    [Fact]
    public async Task A_storage_that_cannot_be_reached_is_no_failure_of_the_request()
    {
        using var world = new PipelineWorld();
        (await world.PublishAsync("tweet-topic")).Fault = new AffectException(ErrorCodes.StorageUnavailable, "Gone.", isTransient: true);
        await TakenAsync(world, "words");
        var request = Assert.Single(world.Storage.Queue.Drain());

        await Assert.ThrowsAsync<AffectException>(() => ScoreAsync(world, request));

        Assert.Equal(1, await world.Storage.Attempts.RecordFailureAsync(request, new("x", "x"), CancellationToken.None));
    }

    [Fact]
    public async Task Features_of_another_schema_are_refused()
    {
        using var world = new PipelineWorld(o => o.MaxAttempts = 1);
        await world.PublishAsync("tweet-topic");
        var id = await TakenAsync(world, "words");
        var request = Assert.Single(world.Storage.Queue.Drain());

        await ScoreAsync(world, request with { Schema = ContentHash.Compute("another"u8) });

        Assert.Equal(ErrorCodes.SchemaMismatch, (await world.ItemAsync(id)).Reason!.Code);
        Assert.Empty(await world.PredictionsAsync(id));
    }

    [Fact]
    public async Task Features_that_are_missing_are_made_again_from_the_file()
    {
        using var world = new PipelineWorld();
        var scorer = await world.PublishAsync("tweet-topic");
        var id = world.Drop("a.txt", "words");
        await world.TakeAsync("a.txt");
        var later = await world.PublishAsync("tweet-sentiment");
        world.Storage.Queue.Drain();

        await ScoreAsync(world, Request(id, later));

        Assert.Equal("tweet-sentiment", Assert.Single(await world.PredictionsAsync(id)).Model.Name);
        Assert.True(await world.Storage.Features.ExistsAsync(id, later.Schema.Hash, CancellationToken.None));
        Assert.NotEqual(scorer.Schema.Hash, later.Schema.Hash);
    }

    [Fact]
    public async Task Features_and_file_gone_is_said_so()
    {
        using var world = new PipelineWorld(o => o.MaxAttempts = 1);
        await world.PublishAsync("tweet-topic");
        var id = await TakenAsync(world, "words");
        var later = await world.PublishAsync("tweet-sentiment");
        var owed = new ExpectedPrediction(later.Manifest.Name, later.Manifest.Version, later.Schema.Hash, Done: false);
        await world.Get<ItemLedger>().ChangeAsync(id, i => i!.Owing([owed]), CancellationToken.None);
        world.Drop("a.txt", "other words");

        await ScoreAsync(world, Request(id, later));

        Assert.Equal(ErrorCodes.NotFound, (await world.ItemAsync(id)).Reason!.Code);
    }

    [Fact]
    public async Task A_message_of_an_erased_item_is_dropped()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var id = await TakenAsync(world, "words");
        var item = await world.Storage.Items.GetAsync(id, CancellationToken.None);
        await world.Storage.Eraser.EraseAsync(item!, CancellationToken.None);

        await world.DeliverAllAsync();

        Assert.Null(await world.Storage.Items.GetAsync(id, CancellationToken.None));
        Assert.Empty(await world.PredictionsAsync(id));
    }

    [Fact]
    public async Task What_a_worker_left_that_died_before_it_knew_of_the_erasure_goes_with_the_message()
    {
        using var world = new PipelineWorld();
        var scorer = await world.PublishAsync("tweet-topic");
        var id = await TakenAsync(world, "words");
        var request = Assert.Single(world.Storage.Queue.Drain());
        await ScoreAsync(world, request);
        await world.Storage.Items.DeleteAsync(id, CancellationToken.None);

        await ScoreAsync(world, request);

        Assert.Empty(await world.PredictionsAsync(id));
        Assert.False(await world.Storage.Features.ExistsAsync(id, scorer.Schema.Hash, CancellationToken.None));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task A_failure_on_an_item_that_is_erased_meanwhile_leaves_nothing(int maxAttempts)
    {
        using var world = new PipelineWorld(o => o.MaxAttempts = maxAttempts);
        var scorer = await world.PublishAsync("tweet-topic");
        var id = await TakenAsync(world, "words");
        var request = Assert.Single(world.Storage.Queue.Drain());
        scorer.Fault = new InvalidOperationException("broken");
        scorer.Meanwhile = () => world.Storage.Items.DeleteAsync(id, CancellationToken.None).GetAwaiter().GetResult();

        await ScoreAsync(world, request);

        Assert.Equal(0, await world.Storage.Attempts.ListDeadAsync(CancellationToken.None).CountAsync());
        Assert.Equal(1, await world.Storage.Attempts.RecordFailureAsync(request, new("x", "x"), CancellationToken.None));
        Assert.False(await world.Storage.Features.ExistsAsync(id, scorer.Schema.Hash, CancellationToken.None));
    }

    [Fact]
    public async Task The_file_of_who_brought_the_same_bytes_after_the_erasure_stays()
    {
        using var world = new PipelineWorld();
        var scorer = await world.PublishAsync("tweet-topic");
        var id = world.Drop("a.txt", "words", "s1");
        await world.TakeAsync("a.txt");
        var request = Assert.Single(world.Storage.Queue.Drain());
        scorer.Meanwhile = () =>
        {
            world.Get<EraseSubject>().RunAsync("s1", CancellationToken.None).GetAwaiter().GetResult();
            world.Drop("a.txt", "words", "s2");
        };

        await ScoreAsync(world, request);

        Assert.Empty(await world.PredictionsAsync(id));
        await world.TakeAsync("a.txt");
        await world.DeliverAllAsync();
        Assert.Equal((ItemState.Scored, "s2"), ((await world.ItemAsync(id)).State, Assert.Single((await world.ItemAsync(id)).Sources).Subject));
        Assert.Single(await world.PredictionsAsync(id));
    }

    private static ScoreRequest Request(ContentHash item, FakeScorer scorer) => new()
    {
        V = ScoreRequest.CurrentVersion,
        Item = item,
        Schema = scorer.Schema.Hash,
        Model = scorer.Manifest.Name,
        ModelVersion = scorer.Manifest.Version,
    };

    private static Task ScoreAsync(PipelineWorld world, ScoreRequest request) => world.Get<ScoreFeatures>().RunAsync(request, CancellationToken.None);

    private static async Task<ContentHash> TakenAsync(PipelineWorld world, string text)
    {
        var id = world.Drop("a.txt", text);
        await world.TakeAsync("a.txt");
        return id;
    }
}
