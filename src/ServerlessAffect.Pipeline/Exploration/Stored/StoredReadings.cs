using ServerlessAffect.Pipeline.Exploration.Archives;

namespace ServerlessAffect.Pipeline.Exploration.Stored;

/// <summary>What the champions have said already, when the items came in.</summary>
/// <param name="byItem">By the id of the archive's item.</param>
internal sealed class StoredReadings(IReadOnlyDictionary<string, IReadOnlyList<ArchiveReading>> byItem) : IChampionReader
{
    public Task<IReadOnlyList<ArchiveReading>> ReadAsync(IReadOnlyList<ArchiveItem> items, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ArchiveReading>>(
            [.. items.SelectMany((item, place) => byItem.GetValueOrDefault(item.Id, []).Select(reading => reading with { Item = place }))]);
}
