using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Identity;
using ServerlessAffect.Pipeline.Items;
using ServerlessAffect.Pipeline.Tests.World;

namespace ServerlessAffect.Pipeline.Tests.Items;

public class LabelItemTests
{
    [Fact]
    public async Task A_correction_keeps_what_was_said_before()
    {
        using var world = new PipelineWorld();
        var id = await ScoredAsync(world);
        var label = world.Get<LabelItem>();

        await label.RunAsync(id, "tweet-topic", 0, "even", "ann", CancellationToken.None);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await label.RunAsync(id, "tweet-topic", 0, "odd", "bob", CancellationToken.None);

        var details = await world.Get<GetItem>().RunAsync(id, CancellationToken.None);
        Assert.Equal([("even", "ann"), ("odd", "bob")], details!.Labels.Select(l => (l.Label, l.By!)));
    }

    [Theory]
    [InlineData("EVEN", "even")]
    [InlineData("Odd", "odd")]
    public async Task A_label_in_another_case_is_written_down_as_the_model_spells_it(string said, string spelt)
    {
        using var world = new PipelineWorld();
        var id = await ScoredAsync(world);

        var given = await world.Get<LabelItem>().RunAsync(id, "tweet-topic", 0, said, null, CancellationToken.None);

        Assert.Equal(spelt, given.Label);
        Assert.Equal(spelt, Assert.Single((await world.Get<GetItem>().RunAsync(id, CancellationToken.None))!.Labels).Label);
    }

    [Theory]
    [InlineData("tweet-topic", 0, "blue", ErrorCodes.InvalidRequest)]
    [InlineData("tweet-topic", -1, "odd", ErrorCodes.InvalidRequest)]
    [InlineData("tweet-topic", 7, "odd", ErrorCodes.InvalidRequest)]
    [InlineData("unknown", 0, "odd", ErrorCodes.UnknownModel)]
    [InlineData("../x", 0, "odd", ErrorCodes.UnknownModel)]
    public async Task A_label_that_means_nothing_is_refused(string task, int row, string label, string code)
    {
        using var world = new PipelineWorld();
        var id = await ScoredAsync(world);

        var fault = await Assert.ThrowsAsync<AffectException>(() => world.Get<LabelItem>().RunAsync(id, task, row, label, null, CancellationToken.None));

        Assert.Equal(code, fault.Code);
    }

    [Fact]
    public async Task An_item_that_is_not_there_cannot_be_labelled()
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var fault = await Assert.ThrowsAsync<AffectException>(
            () => world.Get<LabelItem>().RunAsync(ContentHash.Compute("x"u8), "tweet-topic", 0, "odd", null, CancellationToken.None));
        Assert.Equal(ErrorCodes.NotFound, fault.Code);
    }

    [Fact]
    public async Task A_label_of_an_item_that_is_erased_meanwhile_goes_too()
    {
        using var world = new PipelineWorld();
        var id = await ScoredAsync(world);
        world.Scorers.Meanwhile = () => world.Storage.Items.DeleteAsync(id, CancellationToken.None);

        var fault = await Assert.ThrowsAsync<AffectException>(() => world.Get<LabelItem>().RunAsync(id, "tweet-topic", 0, "odd", null, CancellationToken.None));

        Assert.Equal(ErrorCodes.NotFound, fault.Code);
        Assert.Equal(0, await world.Storage.Labels.ListAsync(id, CancellationToken.None).CountAsync());
    }

    private static async Task<ContentHash> ScoredAsync(PipelineWorld world)
    {
        await world.PublishAsync("tweet-topic");
        var id = world.Drop("a.txt", "words");
        await world.TakeAsync("a.txt");
        await world.DeliverAllAsync();
        return id;
    }
}
