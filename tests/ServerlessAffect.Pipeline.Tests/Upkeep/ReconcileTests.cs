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

    private static Task<Reconciliation> RunAsync(PipelineWorld world) => world.Get<Reconcile>().RunAsync(CancellationToken.None);
}
