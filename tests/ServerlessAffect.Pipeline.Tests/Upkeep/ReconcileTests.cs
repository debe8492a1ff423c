using System.Collections.Concurrent;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Pipeline.Items;
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
        world.Drop("b.png", "no words");
        await world.TakeAsync("a.txt");
        await world.TakeAsync("b.png");
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

    [Fact]
    public async Task What_a_killed_extraction_left_of_an_erased_item_is_removed()
    {
        var died = 0;
        for (var call = 1; call < 40; call++)
        {
            using var world = new PipelineWorld();
            await world.PublishAsync("tweet-topic");
            var id = world.Drop("a.txt", "words", "s1");
            var whole = world.Drop("b.txt", "other words");
            await world.TakeAsync("b.txt");
            await world.DeliverAllAsync();

            // The subject is erased while its file is read; the extraction dies at some moment after that.
            var erased = false;
            world.Intake.Before = async (_, _) =>
            {
                if (!erased)
                {
                    erased = true;
                    await world.Get<EraseSubject>().RunAsync("s1", CancellationToken.None);
                    world.Wire.SetAfter(call);
                }
            };
            await IgnoreCrashAsync(() => world.TakeAsync("a.txt"));
            if (!world.Wire.WentOff)
            {
                break;
            }

            died++;
            world.Wire.Restart();
            await RunAsync(world);

            Assert.Equal([whole], await world.Storage.Eraser.ListDerivedAsync(CancellationToken.None).ToListAsync());
            Assert.Null(await world.Storage.Items.GetAsync(id, CancellationToken.None));
            Assert.Equal(ItemState.Scored, (await world.ItemAsync(whole)).State);
            Assert.Equal(0, (await RunAsync(world)).Removed);
        }

        Assert.InRange(died, 2, 30);
    }

    [Fact]
    public async Task An_extraction_under_way_keeps_its_features()
    {
        using var world = new PipelineWorld();
        var first = await world.PublishAsync("tweet-sentiment");
        await world.PublishAsync("tweet-topic");
        var id = world.Drop("a.txt", "words");
        var (asked, removed) = (0, -1);
        world.Scorers.Meanwhile = async () =>
        {
            if (++asked == 2)
            {
                Assert.True(await world.Storage.Features.ExistsAsync(id, first.Schema.Hash, CancellationToken.None));
                removed = (await RunAsync(world)).Removed;
            }
        };

        await world.TakeAsync("a.txt");

        Assert.Equal(0, removed);
        Assert.True(await world.Storage.Features.ExistsAsync(id, first.Schema.Hash, CancellationToken.None));
        await world.DeliverAllAsync();
        Assert.Equal(ItemState.Scored, (await world.ItemAsync(id)).State);
    }

    [Fact]
    public async Task The_same_bytes_that_come_again_after_their_leftovers_were_removed_are_scored()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var id = world.Drop("a.txt", "words");
        await world.TakeAsync("a.txt");
        await world.Storage.Items.DeleteAsync(id, CancellationToken.None);
        await world.TakeAsync("a.txt");

        // Their features had been found without a record before that; they are removed only now.
        await world.Get<Leftovers>().RemoveAsync(id, CancellationToken.None);
        await world.DeliverAllAsync();

        Assert.Equal(ItemState.Scored, (await world.ItemAsync(id)).State);
        Assert.Single(await world.PredictionsAsync(id));
    }

    [Fact]
    public async Task One_run_removes_a_bounded_number_of_leftovers_and_the_next_goes_on()
    {
        using var world = new PipelineWorld();
        for (var i = 0; i < Reconcile.MostRemoved + 5; i++)
        {
            await world.Storage.Features.TryWriteAsync(ContentHash.Compute(BitConverter.GetBytes(i)), TestModels.Schema("terms"), null!, CancellationToken.None);
        }

        Assert.Equal(Reconcile.MostRemoved, (await RunAsync(world)).Removed);
        Assert.Equal(5, (await RunAsync(world)).Removed);
        Assert.Equal(0, (await RunAsync(world)).Removed);
    }

    private static async Task IgnoreCrashAsync(Func<Task> operation)
    {
        try
        {
            await operation();
        }
        catch (SimulatedCrashException)
        {
            // The process is gone.
        }
    }

    private static Task<Reconciliation> RunAsync(PipelineWorld world) => world.Get<Reconcile>().RunAsync(CancellationToken.None);
}
