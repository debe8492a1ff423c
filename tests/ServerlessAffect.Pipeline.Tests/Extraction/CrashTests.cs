using ServerlessAffect.Core.Items;
using ServerlessAffect.Pipeline.Items;
using ServerlessAffect.Pipeline.Scoring;
using ServerlessAffect.Pipeline.Tests.World;
using ServerlessAffect.Pipeline.Upkeep;

namespace ServerlessAffect.Pipeline.Tests.Extraction;

/// <summary>The process is killed after its n-th call of a port, for every n, and the operation is delivered again.</summary>
public class CrashTests
{
    private const int NoMoreCalls = 200;

    [Fact]
    public async Task One_prediction_per_model_remains_wherever_a_drop_is_killed()
    {
        var killed = 0;
        for (var n = 1; n < NoMoreCalls; n++)
        {
            using var world = new PipelineWorld();
            await world.PublishAsync("tweet-topic");
            await world.PublishAsync("tweet-sentiment");
            var id = world.Drop("notes/a.txt", "one\ntwo\n\nfour", "s1");

            world.Wire.SetAfter(n);
            await world.UntilDoneAsync(() => world.TakeAsync("notes/a.txt"));
            await world.DeliverAllAsync();

            var item = await world.ItemAsync(id);
            Assert.Equal(ItemState.Scored, item.State);
            Assert.Equal(2, item.Expected.Count);
            Assert.Equal([0, 1, 2, 3], (await world.PredictionsAsync(id))[0].Readings.Select(r => r.Row));
            Assert.Equal(["tweet-sentiment", "tweet-topic"], (await world.PredictionsAsync(id)).Select(p => p.Model.Name));
            Assert.Single(item.Sources);
            if (!world.Wire.WentOff)
            {
                break;
            }

            killed++;
        }

        Assert.InRange(killed, 12, NoMoreCalls - 2);
    }

    [Fact]
    public async Task An_unreadable_file_is_quarantined_once_wherever_it_is_killed()
    {
        for (var n = 1; n < NoMoreCalls; n++)
        {
            using var world = new PipelineWorld();
            await world.PublishAsync("tweet-topic");
            var id = world.Drop("a.txt", "no\0text");

            world.Wire.SetAfter(n);
            await world.UntilDoneAsync(() => world.TakeAsync("a.txt"));

            var item = await world.ItemAsync(id);
            Assert.Equal((ItemState.Quarantined, "not-text"), (item.State, item.Reason!.Code));
            Assert.Equal("not-text", world.Storage.Media.Quarantined["a.txt"].Reason.Code);
            Assert.Null(await world.Storage.Media.OpenAsync("a.txt", CancellationToken.None));
            if (!world.Wire.WentOff)
            {
                return;
            }
        }

        Assert.Fail("The use case never ran to its end.");
    }

    [Fact]
    public async Task Nothing_is_lost_wherever_the_reconciliation_is_killed()
    {
        for (var n = 1; n < NoMoreCalls; n++)
        {
            using var world = new PipelineWorld();
            await world.PublishAsync("tweet-topic");
            var ids = Enumerable.Range(0, 3).Select(i => world.Drop($"{i}.txt", $"text {i}")).ToArray();
            await world.TakeAsync("0.txt");
            world.Storage.Queue.Drain(); // The message is lost, the two other files were never seen.
            world.Clock.Advance(TimeSpan.FromHours(1));

            world.Wire.SetAfter(n);
            await world.UntilDoneAsync(() => world.Get<Reconcile>().RunAsync(CancellationToken.None));
            world.Wire.Restart();
            world.Clock.Advance(TimeSpan.FromHours(1));
            await world.Get<Reconcile>().RunAsync(CancellationToken.None);
            await world.DeliverAllAsync();

            foreach (var id in ids)
            {
                Assert.Equal(ItemState.Scored, (await world.ItemAsync(id)).State);
                Assert.Single(await world.PredictionsAsync(id));
            }

            if (!world.Wire.WentOff)
            {
                return;
            }
        }

        Assert.Fail("The use case never ran to its end.");
    }

    [Fact]
    public async Task Nothing_is_lost_wherever_a_retry_is_killed()
    {
        for (var n = 1; n < NoMoreCalls; n++)
        {
            using var world = new PipelineWorld();
            var scorer = await world.PublishAsync("tweet-topic");
            scorer.Fault = new InvalidOperationException("broken");
            var dead = world.Drop("dead.txt", "dead");
            await world.TakeAsync("dead.txt");
            await world.DeliverAllAsync();
            Assert.Equal(ItemState.Dead, (await world.ItemAsync(dead)).State);
            scorer.Fault = null;

            world.Wire.SetAfter(n);
            await world.UntilDoneAsync(() => world.Get<RetryDead>().RunAsync(CancellationToken.None));
            world.Wire.Restart();
            world.Clock.Advance(TimeSpan.FromHours(1));
            await world.Get<Reconcile>().RunAsync(CancellationToken.None);
            await world.DeliverAllAsync();

            Assert.Equal(ItemState.Scored, (await world.ItemAsync(dead)).State);
            if (!world.Wire.WentOff)
            {
                return;
            }
        }

        Assert.Fail("The use case never ran to its end.");
    }

    [Fact]
    public async Task Nothing_of_the_subject_remains_wherever_an_erasure_is_killed()
    {
        for (var n = 1; n < NoMoreCalls; n++)
        {
            using var world = new PipelineWorld();
            await world.PublishAsync("tweet-topic");
            var theirs = world.Drop("theirs.txt", "only theirs", "s1");
            var shared = world.Drop("shared-1.txt", "of two people", "s1");
            world.Drop("shared-2.txt", "of two people", "s2");
            foreach (var name in new[] { "theirs.txt", "shared-1.txt", "shared-2.txt" })
            {
                await world.TakeAsync(name);
            }

            await world.DeliverAllAsync();

            world.Wire.SetAfter(n);
            await world.UntilDoneAsync(() => world.Get<EraseSubject>().RunAsync("s1", CancellationToken.None));
            world.Wire.Restart();

            Assert.Null(await world.Storage.Items.GetAsync(theirs, CancellationToken.None));
            Assert.Empty(await world.PredictionsAsync(theirs));
            Assert.Equal(["shared-2.txt"], (await world.ItemAsync(shared)).Sources.Select(s => s.Name));
            Assert.Single(await world.PredictionsAsync(shared));
            Assert.Null(await world.Storage.Media.OpenAsync("shared-1.txt", CancellationToken.None));
            Assert.NotNull(await world.Storage.Media.OpenAsync("shared-2.txt", CancellationToken.None));
            if (!world.Wire.WentOff)
            {
                return;
            }
        }

        Assert.Fail("The use case never ran to its end.");
    }

    [Fact]
    public async Task A_message_whose_last_failure_was_killed_still_ends_as_one_dead_letter()
    {
        for (var n = 1; n < NoMoreCalls; n++)
        {
            using var world = new PipelineWorld();
            (await world.PublishAsync("tweet-topic")).Fault = new InvalidOperationException("broken");
            var id = world.Drop("a.txt", "words");
            await world.TakeAsync("a.txt");

            world.Wire.SetAfter(n);
            await world.DeliverAllAsync();

            var item = await world.ItemAsync(id);
            Assert.Equal((ItemState.Dead, "internal"), (item.State, item.Reason!.Code));
            Assert.Equal(1, await world.Storage.Attempts.ListDeadAsync(CancellationToken.None).CountAsync());
            if (!world.Wire.WentOff)
            {
                return;
            }
        }

        Assert.Fail("The use case never ran to its end.");
    }
}
