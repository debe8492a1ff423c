using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Queues;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Pipeline.Items;
using ServerlessAffect.Pipeline.Scoring;
using ServerlessAffect.Pipeline.Tests.World;
using ServerlessAffect.Pipeline.Upkeep;

namespace ServerlessAffect.Pipeline.Tests.Upkeep;

public class RetryDeadTests
{
    [Fact]
    public async Task A_dead_letter_that_the_item_does_not_owe_is_gone_after_one_retry_and_leaves_the_item_scored()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var id = world.Drop("a.txt", "words");
        await world.TakeAsync("a.txt");
        var asked = Assert.Single(world.Storage.Queue.Drain());
        await world.Get<ScoreFeatures>().RunAsync(asked, CancellationToken.None);
        var reason = new ReadingError(ErrorCodes.UnknownModel, "No such model.");
        await world.Storage.Attempts.BuryAsync(new DeadLetter(asked with { Model = "nope" }, 5, reason, world.Clock.GetUtcNow()), CancellationToken.None);
        await world.Get<ItemLedger>().ChangeAsync(id, i => i!.Into(ItemState.Dead, reason), CancellationToken.None);

        await world.Get<RetryDead>().RunAsync(CancellationToken.None);
        await world.DeliverAllAsync();

        Assert.Equal((ItemState.Scored, null), ((await world.ItemAsync(id)).State, (await world.ItemAsync(id)).Reason));
        Assert.Equal(new Retries(0, 0, 0), await world.Get<RetryDead>().RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Dead_requests_and_quarantined_files_get_another_chance()
    {
        using var world = new PipelineWorld();
        var scorer = await world.PublishAsync("tweet-topic");
        scorer.Fault = new InvalidOperationException("broken");
        var dead = world.Drop("dead.txt", "dead");
        var damaged = world.Drop("damaged.txt", "da\0maged");
        await world.TakeAsync("dead.txt");
        await world.TakeAsync("damaged.txt");
        await world.DeliverAllAsync();
        scorer.Fault = null;

        Assert.Equal(new Retries(1, 1, 0), await world.Get<RetryDead>().RunAsync(CancellationToken.None));

        Assert.Equal((ItemState.Received, null), ((await world.ItemAsync(damaged)).State, (await world.ItemAsync(damaged)).Reason));
        await world.TakeAsync("damaged.txt");
        await world.DeliverAllAsync();
        Assert.Equal(ItemState.Scored, (await world.ItemAsync(dead)).State);
        Assert.Equal(ItemState.Quarantined, (await world.ItemAsync(damaged)).State);
        Assert.Equal(0, await world.Storage.Attempts.ListDeadAsync(CancellationToken.None).CountAsync());
    }

    [Fact]
    public async Task Files_that_shared_a_name_come_back_as_what_they_were_one_after_the_other()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var ids = new List<ContentHash>();
        foreach (var text in new[] { "one\0", "two\0", "three\0" })
        {
            ids.Add(world.Drop("a.txt", text));
            await world.TakeAsync("a.txt");
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var taken = new List<ContentHash>();
        for (var round = 0; round < ids.Count; round++)
        {
            Assert.Equal(1, (await world.Get<RetryDead>().RunAsync(CancellationToken.None)).Files);
            Assert.Equal(1, (await Task.WhenAll(ids.Select(world.ItemAsync))).Count(i => i.State is ItemState.Received));
            taken.Add((await world.TakeAsync("a.txt"))!.Id);
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(ids, taken);
        Assert.Equal(3, world.Storage.Media.Quarantined.Count);
    }

    [Fact]
    public async Task A_dead_item_whose_readings_are_all_made_is_scored()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var id = world.Drop("a.txt", "words");
        await world.TakeAsync("a.txt");
        var request = Assert.Single(world.Storage.Queue.Drain());
        await world.Get<ScoreFeatures>().RunAsync(request, CancellationToken.None);
        await world.Storage.Attempts.BuryAsync(new DeadLetter(request, 5, new("internal", "It broke."), world.Clock.GetUtcNow()), CancellationToken.None);
        await world.Get<ItemLedger>().ChangeAsync(id, i => i! with { State = ItemState.Dead }, CancellationToken.None);

        await world.Get<RetryDead>().RunAsync(CancellationToken.None);

        Assert.Equal(ItemState.Scored, (await world.ItemAsync(id)).State);
    }

    [Fact]
    public async Task A_dead_letter_of_an_erased_item_is_forgotten()
    {
        using var world = new PipelineWorld(o => o.MaxAttempts = 1);
        (await world.PublishAsync("tweet-topic")).Fault = new InvalidOperationException("broken");
        var id = world.Drop("a.txt", "words");
        await world.TakeAsync("a.txt");
        await world.DeliverAllAsync();
        await world.Storage.Items.DeleteAsync(id, CancellationToken.None);

        Assert.Equal(new Retries(0, 0, 0), await world.Get<RetryDead>().RunAsync(CancellationToken.None));
        Assert.Equal(0, await world.Storage.Attempts.ListDeadAsync(CancellationToken.None).CountAsync());
    }

    [Fact]
    public async Task What_a_host_gave_up_is_counted_and_comes_back()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var id = world.Drop("a.txt", "words");
        await world.TakeAsync("a.txt");
        world.Storage.Queue.Poison(Assert.Single(world.Storage.Queue.Drain()));
        Assert.Equal((0, 1), ((await StatusAsync(world)).Queues["score-requests"], (await StatusAsync(world)).Queues["score-requests-poison"]));

        Assert.Equal(new Retries(0, 0, 1), await world.Get<RetryDead>().RunAsync(CancellationToken.None));

        await world.DeliverAllAsync();
        Assert.Equal(ItemState.Scored, (await world.ItemAsync(id)).State);
        Assert.Equal(0, (await StatusAsync(world)).Queues["score-requests-poison"]);
    }

    [Fact]
    public async Task Status_counts_items_by_state()
    {
        using var world = new PipelineWorld(o => o.MaxAttempts = 1);
        var scorer = await world.PublishAsync("tweet-topic");
        world.Drop("scored.txt", "scored");
        await world.TakeAsync("scored.txt");
        await world.DeliverAllAsync();
        scorer.Fault = new InvalidOperationException("broken");
        world.Drop("dead.txt", "dead");
        await world.TakeAsync("dead.txt");
        await world.DeliverAllAsync();
        world.Drop("extracted.txt", "extracted");
        await world.TakeAsync("extracted.txt");
        world.Drop("quarantined.png", "quarantined");
        await world.TakeAsync("quarantined.png");

        var status = await StatusAsync(world);

        Assert.Equal(new ItemCounts(0, 1, 1, 1, 1), status.Items);
        Assert.Equal(1, status.Queues["score-requests"]);
        Assert.Equal("tweet-topic", Assert.Single(status.Models).Name);
        Assert.Empty(status.Orchestrations);
    }

    private static Task<ServiceStatus> StatusAsync(PipelineWorld world) => world.Get<GetStatus>().RunAsync(CancellationToken.None);
}
