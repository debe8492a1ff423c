using ServerlessAffect.Cli.Demo;
using ServerlessAffect.Core.Items;

namespace ServerlessAffect.Cli.Tests.Demo;

public class DemoExpectationTests
{
    private static readonly string[] Samples = ["a.txt", "b.csv", "damaged.txt"];

    [Theory]
    [InlineData(ItemState.Scored, ItemState.Scored, ItemState.Quarantined, true)]
    [InlineData(ItemState.Scored, ItemState.Quarantined, ItemState.Quarantined, false)]
    [InlineData(ItemState.Scored, ItemState.Dead, ItemState.Quarantined, false)]
    [InlineData(ItemState.Scored, ItemState.Scored, ItemState.Scored, false)]
    public void Every_sample_is_scored_and_the_damaged_one_quarantined(ItemState a, ItemState b, ItemState damaged, bool met)
    {
        var states = new Dictionary<string, ItemState> { ["a.txt"] = a, ["b.csv"] = b, ["damaged.txt"] = damaged };
        Assert.Equal(met, DemoExpectation.IsMet(Samples, states));
    }

    [Fact]
    public void A_sample_that_never_became_an_item_fails_the_demo() =>
        Assert.False(DemoExpectation.IsMet(Samples, new Dictionary<string, ItemState> { ["a.txt"] = ItemState.Scored, ["damaged.txt"] = ItemState.Quarantined }));
}
