using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Ports;

namespace ServerlessAffect.Pipeline.Items;

/// <summary>Removes what a step has written for an item that was erased meanwhile. Its files are not touched: whoever erased it has judged whose they are.</summary>
public sealed class Leftovers(IItemEraser eraser, ItemLedger ledger)
{
    /// <summary>For whoever found that the item has no record. May be repeated.</summary>
    public async Task RemoveAsync(ContentHash item, CancellationToken cancellationToken)
    {
        var removed = await eraser.EraseDerivedAsync(item, cancellationToken).ConfigureAwait(false);
        if (removed.Values.Any(count => count > 0))
        {
            // The same bytes may have arrived again meanwhile; then what is gone was made of those, and the reconciliation has it made again.
            await ledger.ChangeAsync(item, current => current?.OwingAgain(), cancellationToken).ConfigureAwait(false);
        }
    }
}
