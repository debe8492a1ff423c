using ServerlessAffect.Core.Identity;
using ServerlessAffect.Core.Items;

namespace ServerlessAffect.Core.Ports;

/// <summary>Item records, one per content hash. Safe for concurrent use; every write is conditional.</summary>
public interface IItemStore
{
    Task<Versioned<ItemRecord>?> GetAsync(ContentHash id, CancellationToken cancellationToken);

    /// <summary>Creates (null <see cref="Versioned{T}.ETag"/>) or replaces the record; false where somebody else was first, nothing written.</summary>
    Task<bool> TryPutAsync(Versioned<ItemRecord> record, CancellationToken cancellationToken);

    /// <summary>Every record, in the order of the hash.</summary>
    /// <param name="after">Only records behind this one, whether it exists or not; what lies before is not read. Null: all.</param>
    IAsyncEnumerable<ItemRecord> ListAsync(ContentHash? after, CancellationToken cancellationToken);

    Task DeleteAsync(ContentHash id, CancellationToken cancellationToken);
}
