using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;

namespace ServerlessAffect.Core.Ports;

/// <summary>Labels that people give to items; a correction is one more entry, nothing is overwritten.</summary>
public interface ILabelStore
{
    Task AddAsync(ContentHash item, ItemLabel label, CancellationToken cancellationToken);

    /// <summary>Oldest first.</summary>
    IAsyncEnumerable<ItemLabel> ListAsync(ContentHash item, CancellationToken cancellationToken);
}
