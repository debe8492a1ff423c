using ServerlessAffect.Core.Items;

namespace ServerlessAffect.Core.Ports;

/// <summary>Removes everything that was kept of an item: media, quarantine, features, predictions, labels, dead letters, record. May be repeated.</summary>
public interface IItemEraser
{
    /// <returns>What was removed: the kind (<c>media</c>, <c>features</c>, …) and how many blobs.</returns>
    /// <remarks>A file of the inbox that was replaced since (<see cref="ItemSource.ETag"/>) is another item's and stays.</remarks>
    Task<IReadOnlyDictionary<string, int>> EraseAsync(ItemRecord item, CancellationToken cancellationToken);

    /// <summary>Removes only the media and quarantined copy that arrived as <paramref name="source"/>; the item has other owners. May be repeated.</summary>
    /// <returns>As <see cref="EraseAsync"/>.</returns>
    Task<IReadOnlyDictionary<string, int>> EraseSourceAsync(ItemSource source, CancellationToken cancellationToken);
}
