using System.Collections.Concurrent;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Pipeline.Tests.World;
using ServerlessAffect.Pipeline.Upkeep;

namespace ServerlessAffect.Pipeline.Tests.Upkeep;

public class ReconcileTests
{
    [Fact]
    public async Task A_file_is_left_to_its_trigger_until_it_is_late()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        world.Drop("a.txt", "words");

        Assert.Equal(new Reconciliation(0, 0, 0), await RunAsync(world));
        world.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(new Reconciliation(1, 0, 0), await RunAsync(world));
        Assert.Equal(new Reconciliation(0, 0, 0), await RunAsync(world));
    }

    [Fact]
    public async Task A_file_that_was_replaced_unnoticed_is_taken()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        world.Drop("a.txt", "words");
        await world.TakeAsync("a.txt");
        var second = world.Drop("a.txt", "other words");
        world.Clock.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(1, (await RunAsync(world)).Taken);
        Assert.NotNull(await world.Storage.Items.GetAsync(second, CancellationToken.None));
    }

    [Fact]
    public async Task A_reading_owed_for_long_is_asked_for_again_once_in_a_while()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        world.Drop("a.txt", "words");
        await world.TakeAsync("a.txt");
        world.Storage.Queue.Drain();

        world.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(1, (await RunAsync(world)).Resent);
        Assert.Equal(0, (await RunAsync(world)).Resent);
        world.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(1, (await RunAsync(world)).Resent);
    }

    [Fact]
    public async Task An_item_that_waited_for_a_model_is_taken_when_there_is_one()
    {
        using var world = new PipelineWorld();
        var id = world.Drop("a.txt", "words");
        await world.TakeAsync("a.txt");
        world.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(0, (await RunAsync(world)).Taken);

        await world.PublishAsync("tweet-topic");
        Assert.Equal(1, (await RunAsync(world)).Taken);
        Assert.Equal(ItemState.Extracted, (await world.ItemAsync(id)).State);
    }

    [Fact]
    public async Task What_is_done_is_left_alone()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        world.Drop("a.txt", "words");
        world.Drop("b.wav", "no words");
        await world.TakeAsync("a.txt");
        await world.TakeAsync("b.wav");
        await world.DeliverAllAsync();
        world.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(new Reconciliation(0, 0, 0), await RunAsync(world));
    }

    [Fact]
    public async Task Files_that_fail_each_time_end_dead_and_keep_no_others_waiting()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var bad = Enumerable.Range(0, 20).Select(i => world.Drop($"a{i}.txt", $"bad {i}")).ToArray();
        var good = Enumerable.Range(0, 20).Select(i => world.Drop($"b{i}.txt", $"good {i}")).ToArray();
        world.Intake.Before = (text, _) => text.StartsWith("bad", StringComparison.Ordinal) ? throw new InvalidOperationException("broken") : Task.CompletedTask;
        world.Clock.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(new Reconciliation(20, 20, 0), await RunAsync(world));
        Assert.All(good, id => Assert.Equal(ItemState.Extracted, world.ItemAsync(id).Result.State));
        for (var run = 2; run <= 5; run++)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(3));
            await RunAsync(world);
        }

        Assert.All(bad, id => Assert.Equal(ItemState.Dead, world.ItemAsync(id).Result.State));
        world.Clock.Advance(TimeSpan.FromMinutes(3));
        var last = await RunAsync(world);
        Assert.Equal((0, 0), (last.Taken, last.Failed));
    }

    [Fact]
    public async Task Slow_files_wait_behind_those_that_never_failed()
    {
        using var world = new PipelineWorld(o => (o.ItemDeadline, o.ReconcileFor) = (TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)));
        await world.PublishAsync("tweet-topic");
        foreach (var i in Enumerable.Range(0, 8))
        {
            world.Drop($"a{i}.txt", $"slow {i}");
        }

        var begun = new ConcurrentQueue<string>();
        world.Intake.Before = (text, token) =>
        {
            begun.Enqueue(text);
            return text.StartsWith("slow", StringComparison.Ordinal) ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask;
        };
        world.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(new Reconciliation(0, 8, 0), await RunAsync(world));

        var good = Enumerable.Range(0, 20).Select(i => world.Drop($"b{i}.txt", $"good {i}")).ToArray();
        world.Clock.Advance(TimeSpan.FromMinutes(3));
        begun.Clear();
        Assert.Equal(new Reconciliation(20, 8, 0), await RunAsync(world));
        Assert.All(begun.Take(good.Length - 8), text => Assert.StartsWith("good", text, StringComparison.Ordinal));
        Assert.All(good, id => Assert.Equal(ItemState.Extracted, world.ItemAsync(id).Result.State));
    }

    [Fact]
    public async Task What_a_run_has_no_time_for_is_no_failure_and_is_left_to_the_next()
    {
        PipelineOptions limits = null!;
        using var world = new PipelineWorld(o => (limits = o).ReconcileFor = TimeSpan.FromSeconds(1));
        await world.PublishAsync("tweet-topic");
        var id = world.Drop("a.txt", "slow");
        world.Intake.Before = (_, token) => Task.Delay(Timeout.Infinite, token);
        world.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(new Reconciliation(0, 0, 0), await RunAsync(world));

        (world.Intake.Before, limits.ReconcileFor) = (null, TimeSpan.FromMinutes(1));
        world.Clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(new Reconciliation(1, 0, 0), await RunAsync(world));
        Assert.Equal(ItemState.Extracted, (await world.ItemAsync(id)).State);
    }

    private static Task<Reconciliation> RunAsync(PipelineWorld world) => world.Get<Reconcile>().RunAsync(CancellationToken.None);
}
