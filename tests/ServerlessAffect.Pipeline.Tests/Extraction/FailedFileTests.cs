using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Pipeline.Extraction;
using ServerlessAffect.Pipeline.Tests.World;
using ServerlessAffect.Pipeline.Upkeep;

namespace ServerlessAffect.Pipeline.Tests.Extraction;

public class FailedFileTests
{
    [Fact]
    public async Task A_file_that_fails_each_time_dies_with_its_reason_and_comes_back_when_retried()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var id = world.Drop("a.txt", "words", "s1");
        world.Intake.Before = (_, _) => throw new InvalidOperationException("secret words of a person");

        for (var attempt = 1; attempt < 5; attempt++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => world.TakeAsync("a.txt"));
            Assert.Equal(ItemState.Received, (await world.ItemAsync(id)).State);
        }

        await world.TakeAsync("a.txt");
        var dead = await world.ItemAsync(id);
        Assert.Equal((ItemState.Dead, ErrorCodes.Internal), (dead.State, dead.Reason!.Code));
        Assert.DoesNotContain("secret", dead.Reason.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await world.Get<GetStatus>().RunAsync(CancellationToken.None)).Items.Dead);
        await AssertLeftAloneAsync(world);

        world.Intake.Before = null;
        Assert.Equal(new Retries(0, 1, 0), await world.Get<RetryDead>().RunAsync(CancellationToken.None));
        await AssertScoredAsync(world, "a.txt", id);
    }

    [Fact]
    public async Task A_file_that_cannot_even_be_read_dies_under_its_name()
    {
        using var world = new PipelineWorld(o => o.MaxAttempts = 2);
        await world.PublishAsync("tweet-topic");
        var id = world.Drop("a.txt", "words", "s1");
        world.Storage.Media.Faults["a.txt"] = new IOException("The disk is broken.");

        await Assert.ThrowsAsync<IOException>(() => world.TakeAsync("a.txt"));
        await world.TakeAsync("a.txt");

        var dead = await world.ItemAsync(UnreadFile.IdOf("a.txt"));
        Assert.Equal((ItemState.Dead, "a.txt", "s1"), (dead.State, dead.Sources[0].Name, dead.Sources[0].Subject));
        await AssertLeftAloneAsync(world);

        world.Storage.Media.Faults.Clear();
        Assert.Equal(new Retries(0, 1, 0), await world.Get<RetryDead>().RunAsync(CancellationToken.None));
        await AssertScoredAsync(world, "a.txt", id);
        Assert.Null(await world.Storage.Items.GetAsync(dead.Id, CancellationToken.None));
    }

    [Fact]
    public async Task A_file_that_no_address_leads_to_is_quarantined_where_it_is_until_it_is_gone()
    {
        const string name = "a/../../evil.txt";
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        world.Drop(name, "words");
        world.Storage.Media.OutOfReach[name] = new AffectException(ErrorCodes.UnsafeName, "The name leads out of the inbox.");

        await world.TakeAsync(name);
        var refused = await world.ItemAsync(UnreadFile.IdOf(name));
        Assert.Equal((ItemState.Quarantined, ErrorCodes.UnsafeName, name), (refused.State, refused.Reason!.Code, refused.Sources[0].Name));
        await AssertLeftAloneAsync(world);
        Assert.Same(refused, await world.ItemAsync(refused.Id));

        Assert.Equal(new Retries(0, 0, 0), await world.Get<RetryDead>().RunAsync(CancellationToken.None));
        Assert.Null(await world.Storage.Items.GetAsync(refused.Id, CancellationToken.None));
        world.Clock.Advance(TimeSpan.FromMinutes(16));
        await world.Get<Reconcile>().RunAsync(CancellationToken.None);
        Assert.Equal(ItemState.Quarantined, (await world.ItemAsync(refused.Id)).State);
    }

    [Fact]
    public async Task A_damaged_record_is_told_under_the_name_of_its_file()
    {
        using var world = new PipelineWorld(o => o.MaxAttempts = 1);
        await world.PublishAsync("tweet-topic");
        var id = world.Drop("a.txt", "words");
        world.Storage.Items.Faults[id] = new AffectException(ErrorCodes.DamagedDocument, "The record is damaged.");

        await world.TakeAsync("a.txt");

        var dead = await world.ItemAsync(UnreadFile.IdOf("a.txt"));
        Assert.Equal((ItemState.Dead, ErrorCodes.DamagedDocument), (dead.State, dead.Reason!.Code));
    }

    [Fact]
    public async Task A_file_that_is_too_slow_each_time_dies_of_its_deadline()
    {
        using var world = new PipelineWorld(o => (o.ItemDeadline, o.MaxAttempts) = (TimeSpan.FromSeconds(1), 1));
        await world.PublishAsync("tweet-topic");
        var id = world.Drop("a.txt", "words");
        world.Intake.Before = (_, token) => Task.Delay(Timeout.Infinite, token);

        await world.TakeAsync("a.txt");

        Assert.Equal((ItemState.Dead, ErrorCodes.TimedOut), ((await world.ItemAsync(id)).State, (await world.ItemAsync(id)).Reason!.Code));
    }

    [Theory]
    [InlineData(ErrorCodes.StorageUnavailable, true)]
    [InlineData(ErrorCodes.StorageDenied, false)]
    public async Task A_storage_that_cannot_be_used_is_no_failure_of_the_file(string code, bool isTransient)
    {
        using var world = new PipelineWorld(o => o.MaxAttempts = 1);
        await world.PublishAsync("tweet-topic");
        var id = world.Drop("a.txt", "words");
        world.Storage.Media.Faults["a.txt"] = new AffectException(code, "Gone.", isTransient: isTransient);

        await Assert.ThrowsAsync<AffectException>(() => world.TakeAsync("a.txt"));

        world.Storage.Media.Faults.Clear();
        await world.TakeAsync("a.txt");
        Assert.Equal(ItemState.Extracted, (await world.ItemAsync(id)).State);
    }

    [Fact]
    public async Task A_stopping_host_and_a_killed_worker_are_no_failures_of_the_file()
    {
        using var world = new PipelineWorld(o => o.MaxAttempts = 1);
        await world.PublishAsync("tweet-topic");
        var id = world.Drop("a.txt", "words");
        var eTag = (await world.Storage.Media.ListAsync(CancellationToken.None).SingleAsync()).ETag;
        world.Intake.Before = (_, token) => Task.Delay(Timeout.Infinite, token);
        using var stopping = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.Get<ExtractFeatures>().RunAsync("a.txt", stopping.Token));

        world.Intake.Before = null;
        for (var n = 1; n < 6; n++)
        {
            world.Wire.SetAfter(n);
            await Assert.ThrowsAsync<SimulatedCrashException>(() => world.TakeAsync("a.txt"));
            world.Wire.Restart();
        }

        Assert.Equal(0, await world.Storage.Intake.CountAsync("a.txt", eTag, CancellationToken.None));
        Assert.Equal(ItemState.Received, (await world.ItemAsync(id)).State);
    }

    [Fact]
    public async Task A_file_that_was_replaced_while_it_failed_has_a_turn_of_its_own()
    {
        using var world = new PipelineWorld(o => o.MaxAttempts = 1);
        await world.PublishAsync("tweet-topic");
        var id = world.Drop("a.txt", "words");
        world.Intake.Before = (text, _) =>
        {
            world.Drop("a.txt", "other words");
            throw new InvalidOperationException("broken");
        };

        await Assert.ThrowsAsync<InvalidOperationException>(() => world.TakeAsync("a.txt"));

        world.Intake.Before = null;
        Assert.Equal(ItemState.Received, (await world.ItemAsync(id)).State);
        Assert.Equal(ItemState.Extracted, (await world.TakeAsync("a.txt"))!.State);
    }

    private static async Task AssertLeftAloneAsync(PipelineWorld world)
    {
        world.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(new Reconciliation(0, 0, 0), await world.Get<Reconcile>().RunAsync(CancellationToken.None));
    }

    private static async Task AssertScoredAsync(PipelineWorld world, string name, Core.Identity.ContentHash id)
    {
        world.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(new Reconciliation(1, 0, 0), await world.Get<Reconcile>().RunAsync(CancellationToken.None));
        await world.DeliverAllAsync();
        var item = await world.ItemAsync(id);
        Assert.Equal((ItemState.Scored, null, name), (item.State, item.Reason, item.Sources[0].Name));
    }
}
