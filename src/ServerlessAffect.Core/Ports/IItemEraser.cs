using ServerlessAffect.Core.Items;

namespace ServerlessAffect.Core.Ports;

/// <summary>Removes everything that was kept of an item: media, quarantine, features, predictions, labels, dead letters, record. May be repeated.</summary>
public interface IItemEraser
{
    /// <returns>What was removed: the kind (<c>media</c>, <c>features</c>, …) and how many blobs.</returns>
    Task<IReadOnlyDictionary<string, int>> EraseAsync(ItemRecord item, CancellationToken cancellationToken);
}
