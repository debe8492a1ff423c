using ServerlessAffect.Pipeline.Exploration.Archives;

namespace ServerlessAffect.Pipeline.Exploration;

/// <summary>Reads the items of an archive by the champions that read their kind.</summary>
public interface IChampionReader
{
    /// <param name="items">Of one kind; their place is what readings name.</param>
    /// <param name="cancellationToken">Looked at for every item.</param>
    /// <returns>In no order; an item that cannot be read has none.</returns>
    Task<IReadOnlyList<ArchiveReading>> ReadAsync(IReadOnlyList<ArchiveItem> items, CancellationToken cancellationToken);
}
