using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Pipeline.Items;
using ServerlessAffect.Pipeline.Tests.World;

namespace ServerlessAffect.Pipeline.Tests.Items;

public class ListItemsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Pages_together_are_every_item_once(int limit)
    {
        using var world = new PipelineWorld();
        await world.PublishAsync("tweet-topic");
        var ids = Enumerable.Range(0, 7).Select(i => world.Drop($"{i}.txt", $"text {i}")).ToHashSet();
        for (var i = 0; i < 7; i++)
        {
            await world.TakeAsync($"{i}.txt");
        }

        var seen = new List<ContentHash>();
        ContentHash? after = null;
        do
        {
            var page = await world.Get<ListItems>().RunAsync(ItemState.Extracted, after, limit, CancellationToken.None);
            Assert.InRange(page.Items.Count, 1, limit);
            seen.AddRange(page.Items.Select(i => i.Id));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(ids, seen.ToHashSet());
        Assert.Equal(7, seen.Count);
        Assert.Empty((await world.Get<ListItems>().RunAsync(ItemState.Dead, null, 10, CancellationToken.None)).Items);
    }
}
