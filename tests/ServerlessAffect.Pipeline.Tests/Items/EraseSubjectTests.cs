using Microsoft.Extensions.Logging.Abstractions;
using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Pipeline.Exploration.Stored;
using ServerlessAffect.Pipeline.Items;
using ServerlessAffect.Pipeline.Tests.World;
using ServerlessAffect.Pipeline.Upkeep;

namespace ServerlessAffect.Pipeline.Tests.Items;

public class EraseSubjectTests
{
    [Fact]
    public async Task All_of_a_subject_goes_and_nothing_of_others()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var theirs = world.Drop("theirs.txt", "theirs", "s1");
        var unnamed = world.Drop("unnamed.txt", "unnamed");
        world.Drop("copy.txt", "theirs");
        var quarantined = world.Drop("theirs.png", "a recording", "s1");
        foreach (var name in new[] { "theirs.txt", "unnamed.txt", "copy.txt", "theirs.png" })
        {
            await world.TakeAsync(name);
        }

        await world.DeliverAllAsync();
        await world.Get<LabelItem>().RunAsync(theirs, "tweet-topic", 0, "even", null, CancellationToken.None);

        var erasure = await world.Get<EraseSubject>().RunAsync("s1", CancellationToken.None);

        Assert.Equal((2, 0), (erasure.Items, erasure.Kept));
        Assert.True(erasure.Removed["media"] >= 2 && erasure.Removed["labels"] == 1 && erasure.Removed["features"] >= 1 && erasure.Removed["quarantine"] >= 1);
        Assert.Null(await world.Storage.Items.GetAsync(theirs, CancellationToken.None));
        Assert.Null(await world.Storage.Items.GetAsync(quarantined, CancellationToken.None));
        Assert.Single(await world.PredictionsAsync(unnamed));
        Assert.Equal(["unnamed.txt"], await world.Storage.Media.ListAsync(CancellationToken.None).Select(e => e.Name).ToListAsync());
        Assert.Empty(world.Storage.Media.Quarantined);
    }

    [Fact]
    public async Task A_file_that_replaced_theirs_stays()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        world.Drop("a.txt", "theirs", "s1");
        await world.TakeAsync("a.txt");
        var other = world.Drop("a.txt", "another's", "s2");
        await world.TakeAsync("a.txt");

        await world.Get<EraseSubject>().RunAsync("s1", CancellationToken.None);

        Assert.NotNull(await world.Storage.Media.OpenAsync("a.txt", CancellationToken.None));
        Assert.NotNull(await world.Storage.Items.GetAsync(other, CancellationToken.None));
    }

    [Fact]
    public async Task A_file_that_nobody_has_taken_yet_goes_too()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        world.Drop("theirs.txt", "theirs", "s1");
        world.Drop("others.txt", "others", "s2");

        var erasure = await world.Get<EraseSubject>().RunAsync("s1", CancellationToken.None);

        Assert.Equal((0, 1), (erasure.Items, erasure.Removed["media"]));
        Assert.Equal(["others.txt"], await world.Storage.Media.ListAsync(CancellationToken.None).Select(e => e.Name).ToListAsync());
        Assert.Null(await world.TakeAsync("theirs.txt"));
    }

    [Fact]
    public async Task A_quarantined_file_that_no_record_knows_goes_too()
    {
        using var world = new PipelineWorld();
        var id = world.Drop("theirs.png", "a recording", "s1");
        await world.TakeAsync("theirs.png");
        await world.Storage.Items.DeleteAsync(id, CancellationToken.None);

        var erasure = await world.Get<EraseSubject>().RunAsync("s1", CancellationToken.None);

        Assert.Equal((0, 2), (erasure.Items, erasure.Removed["quarantine"]));
        Assert.Empty(world.Storage.Media.Quarantined);
    }

    [Fact]
    public async Task A_file_that_is_being_taken_meanwhile_goes_too()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var id = world.Drop("theirs.txt", "theirs", "s1");
        var eraser = new Meddling(world.Storage.Eraser) { BeforeFiles = () => world.TakeAsync("theirs.txt") };

        Assert.Equal(1, (await EraseAsync(world, eraser)).Items);

        Assert.Null(await world.Storage.Items.GetAsync(id, CancellationToken.None));
    }

    [Fact]
    public async Task Who_brings_the_same_bytes_meanwhile_keeps_them_and_gets_readings()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var id = world.Drop("theirs.txt", "the same", "s1");
        await world.TakeAsync("theirs.txt");
        await world.DeliverAllAsync();
        world.Drop("others.txt", "the same", "s2");
        var eraser = new Meddling(world.Storage.Eraser) { BeforeItem = () => world.TakeAsync("others.txt") };

        var erasure = await EraseAsync(world, eraser);

        Assert.Equal((0, 1), (erasure.Items, erasure.Kept));
        Assert.Equal("s2", Assert.Single((await world.ItemAsync(id)).Sources).Subject);
        Assert.Equal(["others.txt"], await world.Storage.Media.ListAsync(CancellationToken.None).Select(e => e.Name).ToListAsync());
        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.Get<Reconcile>().RunAsync(CancellationToken.None);
        await world.DeliverAllAsync();
        Assert.Equal(ItemState.Scored, (await world.ItemAsync(id)).State);
        Assert.Single(await world.PredictionsAsync(id));
    }

    [Fact]
    public async Task Two_erasures_at_once_leave_nothing_of_what_both_own()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        foreach (var subject in new[] { "s1", "s2" })
        {
            world.Drop($"{subject}.txt", "the same", subject);
            await world.TakeAsync($"{subject}.txt");
        }

        await Task.WhenAll(new[] { "s1", "s2" }.Select(s => Task.Run(() => world.Get<EraseSubject>().RunAsync(s, CancellationToken.None))));

        Assert.Empty(await world.Storage.Items.ListAsync(null, CancellationToken.None).ToListAsync());
        Assert.Empty(await world.Storage.Media.ListAsync(CancellationToken.None).ToListAsync());
    }

    private static Task<Erasure> EraseAsync(PipelineWorld world, IItemEraser eraser) =>
        new EraseSubject(world.Storage.Items, world.Get<ItemLedger>(), eraser, world.Get<EraseReports>(), world.Clock, NullLogger<EraseSubject>.Instance).RunAsync("s1", CancellationToken.None);

    /// <summary>Lets something happen, once, just before a step of an erasure.</summary>
    private sealed class Meddling(IItemEraser inner) : IItemEraser
    {
        public Func<Task>? BeforeItem { get; set; }

        public Func<Task>? BeforeFiles { get; set; }

        public async Task<IReadOnlyDictionary<string, int>> EraseAsync(Versioned<ItemRecord> seen, CancellationToken cancellationToken)
        {
            var (meddle, _) = (BeforeItem, BeforeItem = null);
            await (meddle?.Invoke() ?? Task.CompletedTask);
            return await inner.EraseAsync(seen, cancellationToken);
        }

        public Task<IReadOnlyDictionary<string, int>> EraseDerivedAsync(ContentHash item, CancellationToken cancellationToken) => inner.EraseDerivedAsync(item, cancellationToken);

        public async Task<IReadOnlyDictionary<string, int>> EraseFilesAsync(string subject, CancellationToken cancellationToken)
        {
            var (meddle, _) = (BeforeFiles, BeforeFiles = null);
            await (meddle?.Invoke() ?? Task.CompletedTask);
            return await inner.EraseFilesAsync(subject, cancellationToken);
        }

        public IAsyncEnumerable<ContentHash> ListDerivedAsync(CancellationToken cancellationToken) => inner.ListDerivedAsync(cancellationToken);
    }

    [Fact]
    public async Task Nobody_is_no_subject()
    {
        using var world = new PipelineWorld();
        var fault = await Assert.ThrowsAsync<AffectException>(() => world.Get<EraseSubject>().RunAsync(" ", CancellationToken.None));
        Assert.Equal(ErrorCodes.InvalidRequest, fault.Code);
    }
}
