using ServerlessAffect.Pipeline.Exploration.Archives;

namespace ServerlessAffect.Pipeline.Exploration.Stored;

/// <summary>Items of storage where they can be explored: recordings as files of a folder, texts in memory.</summary>
internal sealed record FetchedArchive(Archive Archive, IChampionReader Readings);
