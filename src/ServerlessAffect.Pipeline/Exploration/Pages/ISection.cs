namespace ServerlessAffect.Pipeline.Exploration.Pages;

/// <summary>Answers one question about an archive.</summary>
internal interface ISection
{
    /// <returns>Null where the archive gives no answer: no labels, no dates.</returns>
    Task<Section?> WriteAsync(ExploredArchive explored, ExploreProgress progress, CancellationToken cancellationToken);
}
