using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;

namespace ServerlessAffect.Core.Ports;

/// <summary>Removes what was kept of an item or of a subject. Every step may be repeated, and returns what it removed: the kind (<c>media</c>, <c>features</c>, …)
/// and how many blobs.</summary>
public interface IItemEraser
{
    /// <summary>Removes everything of the item: media, quarantine, features, predictions, labels, dead letters, and last the record, as long as it is the one that was seen.
    /// <c>items</c> is 0 where it was changed or removed since; the caller then looks again whose the item is.</summary>
    /// <remarks>A file that is not of the record's subjects stays, and so does one of other bytes that took the name of the item's.</remarks>
    Task<IReadOnlyDictionary<string, int>> EraseAsync(Versioned<ItemRecord> seen, CancellationToken cancellationToken);

    /// <summary>Removes what was made of the item: features, predictions, labels, recorded failures, dead letters. Never media, never the record.</summary>
    Task<IReadOnlyDictionary<string, int>> EraseDerivedAsync(ContentHash item, CancellationToken cancellationToken);

    /// <summary>Removes every file of the inbox and the quarantine that names this subject, whether a record knows it or not.</summary>
    Task<IReadOnlyDictionary<string, int>> EraseFilesAsync(string subject, CancellationToken cancellationToken);

    /// <summary>Every item of which features or predictions are kept, whether it has a record or not, page by page; one may come twice.</summary>
    IAsyncEnumerable<ContentHash> ListDerivedAsync(CancellationToken cancellationToken);
}
