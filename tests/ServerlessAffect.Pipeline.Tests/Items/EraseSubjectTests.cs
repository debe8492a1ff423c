using ServerlessAffect.Core.Errors;
using ServerlessAffect.Pipeline.Items;
using ServerlessAffect.Pipeline.Tests.World;

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
        var quarantined = world.Drop("theirs.wav", "a recording", "s1");
        foreach (var name in new[] { "theirs.txt", "unnamed.txt", "copy.txt", "theirs.wav" })
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
    public async Task Nobody_is_no_subject()
    {
        using var world = new PipelineWorld();
        var fault = await Assert.ThrowsAsync<AffectException>(() => world.Get<EraseSubject>().RunAsync(" ", CancellationToken.None));
        Assert.Equal(ErrorCodes.InvalidRequest, fault.Code);
    }
}
