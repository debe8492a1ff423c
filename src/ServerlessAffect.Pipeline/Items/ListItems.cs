using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Pipeline.Items;

/// <summary>Item records page by page, in the order of their hash.</summary>
public sealed class ListItems(IItemStore items)
{
    /// <param name="state">Only items in this state; null: all.</param>
    /// <param name="after">Only items behind this one: <see cref="ItemPage.Next"/> of the page before.</param>
    /// <param name="limit">Items per page, at least 1.</param>
    public async Task<ItemPage> RunAsync(ItemState? state, ContentHash? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var page = new List<ItemRecord>(Math.Min(limit, 256));
        await foreach (var item in items.ListAsync(after, cancellationToken).ConfigureAwait(false))
        {
            if (state is not null && item.State != state)
            {
                continue;
            }

            if (page.Count == limit)
            {
                return new ItemPage(page, page[^1].Id);
            }

            page.Add(item);
        }

        return new ItemPage(page, null);
    }
}
